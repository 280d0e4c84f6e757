import type { Json, JsonMembers, Outcome } from "@/lib/policy/rules/snapshot";

/** What makes a change a loosening, and what the same is called when it goes the other way. */
export const changeWords = {
  prohibit: ["Something is no longer prohibited.", "More is prohibited."],
  ask: ["A person is no longer asked about something, or about less of it.", "A person is asked about more."],
  approve: ["More is approved.", "Less is approved."],
  question: ["Calls that no rule approved may now be asked for: they were denied.", "Less may be asked for."],
  approvers: [
    "People may approve it who could not before, or fewer of them.",
    "Fewer people may approve it, or more of them must.",
  ],
  risk: ["It asks for less care: the risk is lower.", "The risk is higher."],
  window_seconds: ["People have longer to say yes.", "People have less time to say yes."],
  grant_minutes: ["A yes lasts longer.", "A yes lasts less long."],
  boundary: ["The boundary is softer.", "The boundary is harder."],
  strength: ["It no longer makes it impossible.", "It makes it impossible."],
  enforced_at: ["It is enforced in fewer places.", "It is enforced in more places."],
  require_intent: ["Calls without a declared intent are judged.", "Calls need a declared intent."],
  intent: ["A session can be started for one more intent.", "An intent is gone, and its sessions with it."],
  intent_actions: ["Sessions of the intent may do more.", "Sessions of the intent may do less."],
  max_session_minutes: ["Sessions may last longer.", "Sessions last less long."],
  issuance_who: ["More people may start a session.", "Fewer people may start a session."],
  issuance_task: ["Sessions may be for more tasks.", "Sessions may be for fewer tasks."],
  issuance_per_hour: ["More sessions may start in an hour.", "Fewer sessions may start in an hour."],
  issuance_per_day: ["More sessions may start in a day.", "Fewer sessions may start in a day."],
  issuance_approvers: ["A session starts with less of a yes.", "A session needs more of a yes."],
  test: ["A test that holds a limit is gone or expects less.", "A test holds more."],
  keep_arguments: [
    "Fewer or more arguments are kept with decisions.",
    "Fewer or more arguments are kept with decisions.",
  ],
  secret_arguments: ["An argument is no longer masked.", "More arguments are masked."],
  case_rises: ["A call that was tried is allowed further than before.", "A call that was tried is held back."],
  replay_rises: ["Recorded calls would be allowed further than before.", "Recorded calls would be held back."],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type ChangeCode = keyof typeof changeWords;

/** A call with its outcome under both policies. */
export type ExampleCall = {
  readonly action: string;
  readonly args: JsonMembers;
  readonly resource: { readonly type: string; readonly id: string; readonly [name: string]: Json };
  readonly context: JsonMembers;
  readonly intent: string | undefined;
  readonly before: Outcome;
  readonly after: Outcome;
};
export type PolicyChange = {
  readonly code: ChangeCode;
  readonly detail: string;
  /** Of the rule, intent or test it is about. */
  readonly id?: string;
  /** In the document after, where it still stands there. */
  readonly pointer?: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly example?: ExampleCall;
};

/** What was found while a document is compared with a stricter one, before it is put into words. */
export type Found = {
  readonly code: ChangeCode;
  readonly part?: "rules" | "intents" | "tests";
  readonly id?: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
};
