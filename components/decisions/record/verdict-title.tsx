import { AllowedIcon, AskIcon, DeniedIcon } from "@/components/ui/icons/states";
import { toneClass } from "@/components/ui/tone";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { describeVerdict } from "./verdict";

const looks = {
  allow: { icon: AllowedIcon, tone: "allow" },
  ask: { icon: AskIcon, tone: "ask" },
  deny: { icon: DeniedIcon, tone: "deny" },
} as const;

/** The sentence that answers the question, with its shape before it. */
export function Verdict({ decision, line }: { decision: DecisionDetail; line: number | null }) {
  const { icon: Drawing, tone } = looks[decision.outcome];
  return (
    <span className="flex items-start gap-2.5">
      <span className={`${toneClass[tone]} mt-1 text-tone-fg`}>
        <Drawing size={24} />
      </span>
      <span>{describeVerdict(decision, line)}</span>
    </span>
  );
}
