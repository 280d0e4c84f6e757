import { expect, test } from "vitest";
import { decisionOperations } from "@/lib/decisions/operations";
import { DecisionDetail } from "@/lib/decisions/schema";
import { listFields, putField, readKeptCall } from "./begin-call";

const example = DecisionDetail.parse(decisionOperations.getDecision.example.output);
const mark = { redacted: "hmac-sha-256:x" };
const carrying = (inputs: Partial<DecisionDetail["inputs"]>): DecisionDetail => ({
  ...example,
  inputs: { ...example.inputs, ...inputs },
});

test("the call is what is kept of it, without what is masked or only tells versions of tools apart", () => {
  const decision = carrying({
    args: { amount: 50, card: mark },
    resource: { properties: { live: true, key: mark } },
    context: { tool_digest: "sha-256:x", ticket: "48" },
    masked: ["args.card", "resource.properties.key"],
  });
  expect(readKeptCall(decision)).toEqual({
    action: "stripe.refunds.create",
    args: { amount: 50 },
    resource: { type: "stripe_account", id: "acct_live", properties: { live: true } },
    context: { ticket: "48" },
    intent: "refund",
  });
});

test("of a call that is erased only its names are left, and of an ended session nothing", () => {
  const erased = carrying({ state: "erased", args: null, resource: null, context: null });
  const call = readKeptCall({ ...erased, chain: { ...example.chain, session_ended: true } });
  expect(call).toEqual({ action: "stripe.refunds.create", resource: { type: "stripe_account", id: "acct_live" } });
});

test("each argument that a rule read and that is one value is a field", () => {
  expect(listFields(example, '{"amount": 50, "currency": "GBP"}')).toEqual([
    { path: "args.currency", keys: ["currency"], value: "GBP", text: true },
  ]);
  expect(listFields(example, '{"currency": {"a": 1}}')).toEqual([]);
  expect(listFields(example, "no JSON")).toMatchObject([{ value: "" }]);
});

test.each([
  ['{"amount": 50, "to": "a"}', ["amount"], false, "180.5", { amount: 180.5, to: "a" }],
  ['{"amount": "180."}', ["amount"], false, "180.5", { amount: 180.5 }],
  ['{"id": "12"}', ["id"], true, "13", { id: "13" }],
  ['{"amount": 50}', ["amount"], false, "a lot", { amount: "a lot" }],
  ['{"card": {"country": "DE"}}', ["card", "country"], true, "FR", { card: { country: "FR" } }],
  ["{}", ["card", "live"], false, "true", { card: { live: true } }],
  ['{"amount": 50, "to": 1}', ["amount"], false, "", { to: 1 }],
])("%s with %o (text: %s) as %s", (args, keys, text, typed, expected) => {
  expect(JSON.parse(putField(args, { keys, text }, typed))).toEqual(expected);
});
