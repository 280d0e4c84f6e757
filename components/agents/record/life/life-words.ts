import type { LifeVerb } from "@/lib/agents/rules";

/** What each step means for the agent, and what is said when it is done. */
export const stepWords = {
  submit: {
    question: "Send it to review?",
    meaning: "Security looks at the record and activates it, or denies it with a reason.",
    done: "Sent to review",
  },
  withdraw: { question: "Take it back from review?", meaning: "It becomes a draft again.", done: "Taken back" },
  activate: {
    question: "Activate it?",
    meaning: "From then on it may do what its live policy allows, and nothing else.",
    done: "Activated",
  },
  deny: {
    question: "Deny it?",
    meaning: "Everything it asks for is denied. Security can reopen it as a draft.",
    done: "Denied",
  },
  suspend: {
    question: "Suspend it?",
    meaning: "Everything it asks for is denied until it is resumed. Nothing of its record is lost.",
    done: "Suspended",
  },
  resume: { question: "Resume it?", meaning: "It may do again what its live policy allows.", done: "Resumed" },
  revoke: {
    question: "Revoke it?",
    meaning: "Its leave to act ends at once. Security can reopen it as a draft.",
    done: "Revoked",
  },
  reopen: {
    question: "Reopen it?",
    meaning: "It becomes a draft, and goes through review again before it may act.",
    done: "Reopened",
  },
  retire: {
    question: "Retire it for good?",
    meaning:
      "It never acts again, and its record does not change any more. Its address is never given to another agent. This cannot be undone.",
    done: "Retired",
  },
} as const satisfies Record<LifeVerb, { question: string; meaning: string; done: string }>;

/** Steps that take something away, drawn as such. */
export const endingSteps: ReadonlySet<LifeVerb> = new Set(["deny", "suspend", "revoke", "retire"]);
