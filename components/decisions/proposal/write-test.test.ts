import { expect, test } from "vitest";
import { decisionOperations } from "@/lib/decisions/operations";
import { DecisionDetail, type DecisionDetail as Decision } from "@/lib/decisions/schema";
import { editPolicyText } from "@/lib/policy/rules";
import { readPolicyDocument } from "@/lib/policy/schema";
import { inDraft, listGaps, listOthers, nameTest, writeTest } from "./write-test";

const example = DecisionDetail.parse(decisionOperations.getDecision.example.output);
const text =
  "# Ours.\nintents:\n  - id: refund\n    statement: Refunds.\n    actions: [a.b]\n    max_session_minutes: 5\nrules:\n  - id: read\n    effect: approve\n    actions: [a.b]\n    boundary: hard\n    because: Reads.\n";

function addTo(policy: string, decision: Decision, expected: "allow" | "ask") {
  const written = editPolicyText(policy, {
    kind: "put",
    part: "tests",
    item: writeTest(decision, nameTest(decision), expected),
  });
  if (!written.ok) throw new Error(written.detail);
  return written.text;
}

test("a denial becomes a test of a text that stays a policy, comments and all", () => {
  const next = addTo(text, example, "ask");
  expect(next).toContain("# Ours.");
  const reading = readPolicyDocument(next);
  if (!reading.ok) throw new Error(reading.faults[0]?.detail);
  expect(reading.document.tests).toEqual([
    {
      name: `stripe.refunds.create, as in ${example.id}`,
      action: "stripe.refunds.create",
      args: { amount: 50, currency: "GBP" },
      resource: { type: "stripe_account", id: "acct_live" },
      intent: "refund",
      expect: "ask",
    },
  ]);
});

test("a second proposal from the same decision takes the place of the first", () => {
  const reading = readPolicyDocument(addTo(addTo(text, example, "ask"), example, "allow"));
  expect(reading.ok && reading.document.tests.map(({ expect: expected }) => expected)).toEqual(["allow"]);
});

test("an intent that the draft does not have is left out", () => {
  const written = writeTest(example, "Ours", "ask");
  const intent = { id: "refund", statement: "Refunds.", actions: ["a.b"], max_session_minutes: 5 };
  expect(inDraft(written, { intents: [intent] }).intent).toBe("refund");
  expect(inDraft(written, { intents: [] })).not.toHaveProperty("intent");
});

test("a test whose rules read the time stands at the time of the decision", () => {
  const [answer] = example.explanation.answers;
  if (!answer) throw new Error("The example has no answer.");
  const answers = [{ ...answer, part: "now > session.started_at" }];
  const timed = { ...example, explanation: { ...example.explanation, answers } };
  expect(writeTest(timed, "Timed", "allow").now).toBe(example.decided_at);
  expect(writeTest(example, "Not", "allow").now).toBeUndefined();
});

test("what it should be is never what it was, and the careful one stands first", () => {
  expect(listOthers({ outcome: "deny" })).toEqual(["ask", "allow"]);
  expect(listOthers({ outcome: "ask" })).toEqual(["deny", "allow"]);
  expect(listOthers({ outcome: "allow" })).toEqual(["ask", "deny"]);
});

test("what is not known of the call is said", () => {
  const inputs = { ...example.inputs, omitted: false };
  expect(listGaps({ ...example, inputs })).toEqual([]);
  expect(listGaps({ ...example, inputs: { ...inputs, masked: ["args.card"] } })[0]).toContain("args.card");
  expect(listGaps({ ...example, inputs: { ...inputs, state: "erased", omitted: true } })).toHaveLength(1);
});
