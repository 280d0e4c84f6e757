import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Call,
  compileEnvironment,
  decide,
  explainDecision,
  type Json,
  type JsonMembers,
  outcomes,
  type Snapshot,
} from "@/lib/policy/rules";
import { callsWith, conditions, openCall, openWorld, snapshots } from "@/lib/policy/testing/decisions";

const names = fc.constantFrom(
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "length",
  "to",
  "n",
  "gone",
  "",
);
const strings = fc.oneof(
  names,
  fc.string({ unit: "binary" }),
  fc.constantFrom("NaN", "-0", "\ud800", "a\ud800b", "\u202e", "\u0000", '" || true || "', "1e999"),
);
const { json } = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    strings,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.array(fc.tuple(fc.oneof(names, strings), tie("json")), { maxLength: 4 }).map(toObject),
}));

/** As JSON.parse makes it: a member named __proto__ is a member. */
function toObject(entries: readonly (readonly [string, unknown])[]): { [name: string]: unknown } {
  return Object.fromEntries(entries);
}

const members = fc.array(fc.tuple(fc.oneof(names, strings), json), { maxLength: 5 }).map(toJson);
function toJson(entries: readonly (readonly [string, unknown])[]): JsonMembers {
  return JSON.parse(JSON.stringify(toObject(entries)));
}
const hostile = fc
  .tuple(callsWith(), members, members, fc.oneof(strings, fc.constant("mail.send")), strings)
  .map(([call, args, context, action, id]): Call => ({
    ...call,
    args,
    context,
    action,
    resource: { type: "box", id },
  }));

function withoutApproval(snapshot: Snapshot): Snapshot {
  const { helper } = snapshot.agents;
  const rules = helper?.rules.filter(({ effect }) => effect !== "approve") ?? [];
  return helper ? { ...snapshot, agents: { helper: { ...helper, rules } } } : snapshot;
}

describe("hostile calls", () => {
  it("throw nothing, change nothing, and are not allowed where nothing approves", () => {
    const limits = snapshots(fc.oneof(conditions, strings)).map(withoutApproval);
    fc.assert(
      fc.property(limits, hostile, (snapshot, call) => {
        const sent = JSON.stringify(call.args);
        const environment = compileEnvironment(snapshot);
        const { outcome } = decide(environment, call);
        expect(outcomes.filter((one) => one !== "allow")).toContain(outcome);
        expect(explainDecision(environment, call).decision.outcome).toBe(outcome);
        expect(JSON.stringify(call.args)).toBe(sent);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it("are denied and told, however deep they are", () => {
    let deep: Json = 1;
    for (let level = 0; level < 20_000; level += 1) deep = { in: deep };
    const call = { ...openCall, args: { deep } };
    for (const when of ['args.deep == {"a": 1}', "args.deep == args.deep", '"a" in args', "args.deep.in != null"]) {
      const environment = compileEnvironment(
        openWorld([{ id: "only", since: 1, effect: "ask", actions: ["*"], when }]),
      );
      expect(decide(environment, call).reason).toBe("too_complex");
      expect(explainDecision(environment, call)).toMatchObject({ decision: { reason: "too_complex" }, answers: [] });
    }
  });

  it("are not allowed by a member that was not sent", () => {
    const inherited = fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "toString", "valueOf");
    const shapes = fc.constantFrom("args.NAME != null", 'args["NAME"] != null', "has(args.NAME)", '"NAME" in args');
    // None holds hidden text: a condition that reads such a text says nothing about members.
    const plain = fc.dictionary(names, fc.constantFrom(1, "a", true, null, { to: "a" }), { maxKeys: 4 });
    fc.assert(
      fc.property(inherited, shapes, plain, (name, shape, args) => {
        const rule = { id: "only", since: 1, effect: "approve", actions: ["*"], when: shape.replace("NAME", name) };
        const environment = compileEnvironment(openWorld([rule]));
        const { [name]: _sent, ...others } = args;
        expect(decide(environment, { ...openCall, args: others }).outcome).toBe("deny");
        expect(decide(environment, { ...openCall, args: { ...others, [name]: 1 } }).outcome).toBe("allow");
      }),
      { numRuns: 600 },
    );
  });
});
