import { expect, test } from "vitest";
import type { ObservedAction } from "@/lib/decisions/schema";
import { readPolicyDocument } from "@/lib/policy/schema";
import { offerRules } from "./offers";
import { listSeenActions, listSeenArguments } from "./seen";

function seen(action: string, more: Partial<ObservedAction> = {}): ObservedAction {
  return {
    action,
    counts: { allow: 3, ask: 0, deny: 0 },
    resource_types: ["none"],
    arguments: [],
    last_id: "dec_0000000000000000000000",
    ...more,
  };
}

const offer = (observed: readonly ObservedAction[], text = "require_intent: false\n") => {
  const reading = readPolicyDocument(text);
  if (!reading.ok) throw new Error(reading.faults[0]?.detail);
  return offerRules(observed, reading.document);
};

test("a rule is for the kinds of resources that were seen and for no other", () => {
  const [mixed, plain] = offer([
    seen("crm.read", { resource_types: ["contact", "none", "tick*t"], counts: { allow: 8, ask: 0, deny: 0 } }),
    seen("docs.get"),
  ]);
  expect(mixed?.rule.resources?.toSorted()).toEqual(["contact/*", "none/*", String.raw`tick\*t/*`]);
  expect(mixed?.why).toBe("It did this 8 times.");
  expect(plain?.rule.resources).toBeUndefined();
});

test("a kind no rule speaks of is offered though another has its rule", () => {
  const offers = offer(
    [seen("crm.read", { resource_types: ["contact", "account"] })],
    `rules:
  - id: crm-read
    effect: approve
    actions: [crm.read]
    resources: ["contact/*"]
    boundary: hard
    because: Contacts are read.
`,
  );
  expect(offers.map(({ rule: { id, resources } }) => [id, resources])).toEqual([["crm-read-2", ["account/*"]]]);
});

test("what cannot be taken back, was asked about or refused asks", () => {
  const offers = offer([
    seen("crm.delete_contact"),
    seen("pay.list", { counts: { allow: 4, ask: 2, deny: 0 } }),
    seen("pay.close", { counts: { allow: 0, ask: 0, deny: 5 } }),
    seen("docs.get"),
  ]);
  expect(offers.map(({ rule: { id, effect }, counts }) => [id, effect, counts.deny])).toEqual([
    ["pay-list", "ask", 0],
    ["pay-close", "ask", 5],
    ["crm-delete-contact", "ask", 0],
    ["docs-get", "approve", 0],
  ]);
});

test("names that hide characters are not offered at all, nor such as a pattern would read otherwise", () => {
  const hidden = seen("crm.re\u200bad");
  expect(offer([hidden])).toEqual([]);
  expect(listSeenActions([hidden, seen("docs.*"), seen("docs.get")])).toEqual(["docs.get"]);
});

test("arguments are those of the actions a rule names, as a condition reads them", () => {
  const observed = [
    seen("pay.refund", {
      arguments: [
        { path: "amount", types: ["number"], seen: 8, samples: [5, 9, 12, 20] },
        { path: "card.billing-zip", types: [], seen: 8, samples: [] },
        { path: "in", types: ["string"], seen: 1, samples: ["a"] },
      ],
    }),
    seen("pay.list", { arguments: [{ path: "amount", types: ["string"], seen: 1, samples: ["5"] }] }),
  ];
  expect(listSeenArguments(observed, ["pay.refund", "a.**.b"])).toEqual([
    { path: "args.amount", types: ["number"], samples: [5, 9, 12] },
    { path: 'args.card["billing-zip"]', types: [], samples: [] },
    { path: 'args["in"]', types: ["string"], samples: ["a"] },
  ]);
  expect(listSeenArguments(observed, ["pay.*"])[0]?.types).toEqual(["number", "string"]);
  expect(listSeenArguments(observed, ["docs.get"])).toEqual([]);
  expect(listSeenArguments(observed, [])).toHaveLength(3);
});
