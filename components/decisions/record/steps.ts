import type { Reason } from "@/lib/policy/rules";
import type { DecisionDetail } from "@/lib/decisions/schema";

type Answer = DecisionDetail["explanation"]["answers"][number];

/** The steps of a decision in their order; the first that applies decides. `effect`: the rules that are asked in it. */
const steps = [
  {
    id: "agent",
    name: "The agent",
    passed: "The agent is known, active, not contained, and has an owner",
    reasons: ["agent_unknown", "agent_not_active", "contained", "no_owner"],
  },
  {
    id: "inspect",
    name: "The call itself",
    passed: "The call can be inspected",
    reasons: ["too_complex", "not_canonical"],
  },
  {
    id: "prohibit",
    name: "Rules that prohibit",
    passed: "No rule prohibits it",
    reasons: ["prohibited"],
    effect: "prohibit",
  },
  {
    id: "session",
    name: "Session and intent",
    passed: "The session and its intent allow the action",
    reasons: ["session_ended", "intent_missing", "outside_intent"],
  },
  {
    id: "reach",
    name: "Tool and system",
    passed: "The tool is accepted, and the system verifies its caller",
    reasons: ["tool_unreviewed", "reach_refused"],
  },
  {
    id: "ask",
    name: "Rules that ask a person first",
    passed: "No rule asks a person first",
    reasons: [
      "approval_required",
      "denied_by_person",
      "approval_unverifiable",
      "approval_expired",
      "approval_used",
      "out_of_scope",
      "approved_by_person",
    ],
    effect: "ask",
  },
  { id: "approve", name: "Rules that approve", passed: "A rule approves it", reasons: ["approved"], effect: "approve" },
  { id: "else", name: "Anything else is denied", passed: "Anything else is denied", reasons: ["not_approved"] },
] as const satisfies readonly Step[];

type Step = { id: string; name: string; passed: string; reasons: readonly Reason[]; effect?: Answer["effect"] };

export type LadderStep = {
  readonly id: (typeof steps)[number]["id"];
  readonly words: string;
  /** Whether it was passed, whether it is the one that decided, or was never come to. */
  readonly state: "passed" | "decides" | "not_reached";
  readonly answers: readonly Answer[];
};

/** How far a call came, and what each rule about its action said there. */
export function climb(decision: Pick<DecisionDetail, "reason" | "detail" | "explanation">): readonly LadderStep[] {
  const { reason, detail, explanation } = decision;
  const at = steps.findIndex(({ reasons }: Step) => reasons.includes(reason));
  return steps.map((step: Step & { id: LadderStep["id"] }, index) => ({
    id: step.id,
    words: index === at ? describeDeciding(step, detail) : index < at ? describePassed(step) : step.name,
    state: index === at ? "decides" : index < at ? "passed" : "not_reached",
    answers: step.effect === undefined ? [] : explanation.answers.filter(({ effect }) => effect === step.effect),
  }));
}

/** What approves is passed by only where none does. */
function describePassed({ id, passed }: Step): string {
  return id === "approve" ? "No rule approves it" : passed;
}

/** Where nothing approves, the step before says so already. */
function describeDeciding({ id, name }: Step, detail: string): string {
  return id === "else" ? name : detail;
}
