import type { DecisionDetail } from "@/lib/decisions/schema";
import type { PolicyDocument, PolicyTest } from "@/lib/policy/schema";
import { readKeptCall } from "../trial/begin-call";
import { outcomeWords } from "../words";

type Expected = PolicyTest["expect"];

/** What a decision could have been instead, the careful one first. */
export function listOthers({ outcome }: Pick<DecisionDetail, "outcome">): readonly [Expected, Expected] {
  if (outcome === "deny") return ["ask", "allow"];
  return outcome === "ask" ? ["deny", "allow"] : ["ask", "deny"];
}

/** One of a kind, so that a second proposal from the same decision takes the place of the first. */
export function nameTest({ id, action }: Pick<DecisionDetail, "id" | "action">): string {
  return `${action}, as in ${id}`.slice(0, 500);
}

/** The decision as a test: the call as it is kept, and what it should have been. */
export function writeTest(decision: DecisionDetail, name: string, expected: Expected): PolicyTest {
  const readsTime = decision.explanation.answers.some(({ part }) => part !== null && /\bnow\b/u.test(part));
  return {
    name,
    ...readKeptCall(decision),
    ...(readsTime && { now: decision.decided_at }),
    expect: expected,
  };
}

/** Of an intent that the draft does not have no test can be: then it is in no session, as a guardrail's always is. */
export function inDraft({ intent, ...test }: PolicyTest, { intents }: Pick<PolicyDocument, "intents">): PolicyTest {
  return intent === undefined || !intents.some(({ id }) => id === intent) ? test : { ...test, intent };
}

/** What the test does not know of the call, in words; empty where it knows all. */
export function listGaps({ inputs: { state, omitted, masked }, chain }: DecisionDetail): string[] {
  return [
    ...(state === "erased" ? ["Its arguments are erased, so the test has none. Add those that matter."] : []),
    ...(state !== "erased" && omitted
      ? ["Only what rules read is kept. A new rule that reads something else needs it in the test."]
      : []),
    ...(masked.length > 0 ? [`Hidden values are left out: ${masked.slice(0, 5).join(", ")}.`] : []),
    ...(chain.session_ended ? ["The session it named was not live; the test is in none."] : []),
  ];
}

export function describeExpected(expected: Expected): string {
  return { allow: "Allowed", ask: "A person is asked first", deny: outcomeWords.deny.word }[expected];
}
