import type { PolicyChange } from "@/lib/policy/schema";
import { nameOf } from "../words";

export type Verb = "approve" | "reject" | "withdraw" | "apply" | "bypass" | "look_at";

type Words = {
  title: string;
  meaning: (change: PolicyChange) => string;
  label: string;
  busy: string;
  done: (change: PolicyChange) => string;
  /** What is written with it. */
  field: { label: string; hint?: string; required: boolean } | null;
  danger?: boolean;
};

const comment = { label: "Comment", required: false };

export const stepWords: Readonly<Record<Verb, Words>> = {
  approve: {
    title: "Approve this change?",
    meaning: () => "You say that what it loosens is meant. It goes live when somebody makes it live, or at its time.",
    label: "Approve",
    busy: "Approving…",
    done: () => "Approved",
    field: comment,
  },
  reject: {
    title: "Reject this change?",
    meaning: () => "It ends here. The draft stays, so it can be mended and proposed anew.",
    label: "Reject",
    busy: "Rejecting…",
    done: () => "Rejected",
    field: { label: "Why", hint: "Whoever proposed it reads this.", required: true },
    danger: true,
  },
  withdraw: {
    title: "Withdraw this change?",
    meaning: () => "It ends here, with what was said about it. The draft stays.",
    label: "Withdraw",
    busy: "Withdrawing…",
    done: () => "Withdrawn",
    field: null,
  },
  apply: {
    title: "Make it live?",
    meaning: ({ activate_at: at }) =>
      at !== null && Date.parse(at) > Date.now()
        ? "Its clock is set: it goes live at its time, unless another version is live by then."
        : "Every decision from now on is made by it. What is live now stays among the versions, one press away.",
    label: "Make it live",
    busy: "Publishing…",
    done: ({ state, applied_version: version }) =>
      state === "scheduled" ? "It waits for its time" : `Version ${version ?? ""} is live`,
    field: null,
  },
  bypass: {
    title: "Make it live without its review?",
    meaning: () =>
      "For an emergency. It goes live at once, your name and reason stand with it, and somebody who had no part in it must look at it within 24 hours.",
    label: "Make it live now",
    busy: "Publishing…",
    done: ({ applied_version: version }) => `Version ${version ?? ""} is live. Its review is due within 24 hours`,
    field: { label: "Reason", hint: "Stays with the change and the log.", required: true },
    danger: true,
  },
  look_at: {
    title: "You looked at this emergency change?",
    meaning: () => "You say that it was meant. Where it was not, roll it back instead.",
    label: "I looked at it",
    busy: "Recording…",
    done: () => "The review is recorded",
    field: comment,
  },
};

/** Who did what in the meantime, where a step is no longer there to be taken. */
export function describeMeanwhile({ state, reviews, reviewers, applied_version: version }: PolicyChange): string {
  const last = reviews.at(-1);
  const who = last && nameOf(last.person);
  if (state === "approved" && last) return `${who} approved it already.`;
  if (state === "rejected" && last) return `${who} rejected it already.`;
  if (state === "applied") return version === null ? "It went live." : `It went live as version ${version}.`;
  if (state === "withdrawn") return "It was withdrawn.";
  if (state === "scheduled") return "It waits for its time already.";
  return reviewers.length === 0 ? "You may not do this any more." : "This is not to be done any more.";
}
