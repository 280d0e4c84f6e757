import { describe, expect, it, test } from "vitest";
import { judgeChange } from "@/lib/policy/rules/changing/compare";
import type { ContentIntent, PolicyContent } from "@/lib/policy/rules/changing/content";
import type { WrittenRule, WrittenTest } from "@/lib/policy/rules/writing/document";
import type { World } from "@/lib/policy/rules/writing/tests";

const rule = (id: string, effect: string, more: Partial<WrittenRule> = {}): WrittenRule => ({
  id,
  effect,
  actions: ["mail.send"],
  boundary: "hard",
  because: "x",
  ...(effect === "ask" && { risk: "high", approvers: "all of (owner, deputy)", window_seconds: 300 }),
  ...more,
});
const policy = (rules: WrittenRule[], more: Partial<PolicyContent> = {}): PolicyContent => ({
  require_intent: false,
  intents: [],
  tests: [],
  secret_arguments: [],
  rules,
  ...more,
});
const world = (guardrails: WrittenRule[] = []): World => ({
  slug: "helper",
  kind: undefined,
  tier: "foundation",
  environment: "production",
  guardrails: { version: 1, rules: guardrails.map((one) => ({ ...one, since: 1 })) },
  systems: {},
});
const judge = (before: PolicyContent | undefined, after: PolicyContent, guardrails: WrittenRule[] = []) =>
  judgeChange({ before, after, world: world(guardrails) });
const codes = (before: PolicyContent, after: PolicyContent, guardrails: WrittenRule[] = []): [string[], string[]] => {
  const { loosens, tightens } = judge(before, after, guardrails);
  return [loosens.map(({ code }) => code), tightens.map(({ code }) => code)];
};

describe("rules: what loosens one way tightens the other", () => {
  const approve = rule("a", "approve");
  const ask = rule("q", "ask");
  const never = rule("p", "prohibit");
  test.each<[string, WrittenRule[], WrittenRule[], string[]]>([
    ["an approval", [], [approve], ["approve"]],
    [
      "a limit of an approval that rises",
      [rule("a", "approve", { when: "args.n <= 1" })],
      [rule("a", "approve", { when: "args.n <= 2" })],
      ["approve"],
    ],
    ["more actions", [approve], [rule("a", "approve", { actions: ["mail.*"] })], ["approve"]],
    ["more resources", [rule("a", "approve", { resources: ["box/1"] })], [approve], ["approve"]],
    ["a prohibition that goes", [approve, never], [approve], ["prohibit"]],
    ["a prohibition of less", [never], [rule("p", "prohibit", { when: "args.n > 1" })], ["prohibit"]],
    ["a question that goes", [approve, ask], [approve], ["ask"]],
    ["other approvers", [ask], [rule("q", "ask", { approvers: "any 1 of (owner, deputy)" })], ["approvers"]],
    ["a lower risk", [ask], [rule("q", "ask", { risk: "medium" })], ["risk"]],
    ["a longer window", [ask], [rule("q", "ask", { window_seconds: 301 })], ["window_seconds"]],
    ["a longer grant", [ask], [rule("q", "ask", { grant_minutes: 11 })], ["grant_minutes"]],
    ["a softer boundary", [never], [rule("p", "prohibit", { boundary: "soft" })], ["boundary"]],
    [
      "a strength",
      [rule("a", "approve", { strength: "impossible" })],
      [rule("a", "approve", { strength: "tedious" })],
      ["strength"],
    ],
    [
      "a place",
      [rule("p", "prohibit", { enforced_at: ["gateway", "session"] })],
      [rule("p", "prohibit", { enforced_at: ["session"] })],
      ["enforced_at"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(codes(policy(before), policy(after))).toEqual([expected, []]);
    expect(codes(policy(after), policy(before))).toEqual([[], expected]);
  });

  it("may do both", () => {
    const other = rule("b", "approve", { actions: ["crm.read"] });
    expect(codes(policy([approve]), policy([other]))).toEqual([["approve"], ["approve"]]);
  });
});

describe("no loosening", () => {
  it("is one rule in two, another name for it, or an approval that a prohibition takes in", () => {
    const both = rule("p", "prohibit", { actions: ["mail.send", "crm.read"] });
    const two = [rule("x", "prohibit"), rule("y", "prohibit", { actions: ["crm.read"] })];
    expect(codes(policy([both]), policy(two))).toEqual([[], []]);
    expect(codes(policy([both]), policy([{ ...both, id: "renamed" }]))).toEqual([[], []]);
    const never = rule("p", "prohibit", { actions: ["mail.*"] });
    expect(codes(policy([never]), policy([never, rule("a", "approve")]))[0]).toEqual([]);
  });

  it("is a question that goes where nothing else speaks, unless a guardrail asks", () => {
    expect(codes(policy([rule("q", "ask")]), policy([]))[0]).toEqual([]);
    expect(codes(policy([rule("q", "ask")]), policy([]), [rule("g", "ask", { approvers: "owner" })])[0]).toEqual([
      "ask",
    ]);
  });
});

describe("what was denied and is now asked", () => {
  it("loosens, also where an approval with the same condition becomes a question", () => {
    const when = "args.n <= 1";
    expect(codes(policy([]), policy([rule("q", "ask")]))[0]).toEqual(["question"]);
    const { loosens } = judge(policy([rule("a", "approve", { when })]), policy([rule("a", "ask", { when })]));
    expect(loosens).toMatchObject([{ code: "question", example: { before: "deny", after: "ask" } }]);
    expect(codes(policy([rule("a", "approve")]), policy([rule("a", "ask")]))[0]).toEqual([]);
  });
});

describe("intents", () => {
  const intent: ContentIntent = {
    id: "i",
    statement: "x",
    actions: ["mail.*"],
    max_session_minutes: 10,
    issuance: { who: "team:a", task: "T-*", per_hour: 1, per_day: 5, approvers: "owner" },
  };
  const issuance = (more: ContentIntent["issuance"]): ContentIntent => ({
    ...intent,
    issuance: { ...intent.issuance, ...more },
  });
  const of = (...intents: ContentIntent[]): PolicyContent => policy([], { require_intent: true, intents });
  test.each<[string, ContentIntent]>([
    ["intent_actions", { ...intent, actions: ["mail.**"] }],
    ["max_session_minutes", { ...intent, max_session_minutes: 11 }],
    ["issuance_who", issuance({ who: undefined })],
    ["issuance_task", issuance({ task: "*" })],
    ["issuance_per_hour", issuance({ per_hour: 2 })],
    ["issuance_per_day", issuance({ per_day: undefined })],
    ["issuance_approvers", issuance({ approvers: "any 1 of (owner, deputy)" })],
  ])("%s", (code, after) => {
    expect(codes(of(intent), of(after))).toEqual([[code], []]);
    expect(codes(of(after), of(intent))).toEqual([[], [code]]);
  });

  test("one more, and none needed", () => {
    expect(codes(of(intent), of(intent, { ...intent, id: "j" }))).toEqual([["intent"], []]);
    expect(codes(of(intent), { ...of(intent), require_intent: false })).toEqual([["require_intent"], []]);
    expect(codes(of(intent), of({ ...intent, statement: "Other words." }))).toEqual([[], []]);
  });
});

describe("tests", () => {
  const denied: WrittenTest = { name: "t", action: "mail.send", expect: "deny", reason: "prohibited" };
  const of = (...tests: WrittenTest[]): PolicyContent => policy([], { tests });
  test.each<[string, WrittenTest[], boolean]>([
    ["goes", [], true],
    ["expects more to pass", [{ ...denied, expect: "ask" }], true],
    ["no longer says why", [{ name: "t", action: "mail.send", expect: "deny" }], true],
    ["calls something else", [{ ...denied, action: "mail.read" }], true],
    ["has another name", [{ ...denied, name: "u" }], false],
  ])("one that %s", (_, after, loosens) => {
    expect(codes(of(denied), of(...after))[0]).toEqual(loosens ? ["test"] : []);
  });

  test("one that expects allow holds no limit", () => {
    expect(codes(of({ ...denied, expect: "allow", reason: "approved" }), of())[0]).toEqual([]);
  });
});

test("what is kept, and what a replay found", () => {
  const before = policy([], { secret_arguments: ["card.number"], keep_arguments: "read" });
  expect(codes(before, { ...before, secret_arguments: [] })[0]).toEqual(["secret_arguments"]);
  expect(codes(before, { ...before, keep_arguments: "none" })[0]).toEqual(["keep_arguments"]);
  const replayed = { rises: 3 };
  expect(judgeChange({ before, after: before, world: world(), replayed }).loosens).toMatchObject([
    { code: "replay_rises", after: 3 },
  ]);
});

test("a first policy loosens from nothing, and each is told with where it stands and a call", () => {
  const { isLoosening, loosens } = judge(
    undefined,
    policy([rule("p", "prohibit", { actions: ["x.y"] }), rule("a", "approve")]),
  );
  expect(isLoosening).toBe(true);
  expect(loosens).toMatchObject([
    { code: "approve", id: "a", pointer: "/rules/1", example: { action: "mail.send", before: "deny", after: "allow" } },
    { code: "require_intent" },
  ]);
});

test("guardrails are judged for agents that approve anything, and for those that approve nothing", () => {
  const judgeLimits = (before: WrittenRule[], after: WrittenRule[]) =>
    judgeChange({ before: policy(before), after: policy(after), world: world(), areGuardrails: true }).loosens;
  expect(judgeLimits([rule("p", "prohibit")], [])).toMatchObject([
    { code: "prohibit", example: { before: "deny", after: "allow" } },
  ]);
  expect(judgeLimits([], [rule("q", "ask")])).toMatchObject([
    { code: "question", example: { before: "deny", after: "ask" } },
  ]);
  expect(judgeLimits([], [rule("p", "prohibit")])).toEqual([]);
});

test("ten thousand rules that all change come to an end, and what was not looked at counts as loosened", () => {
  const many = (when: string) =>
    policy(
      Array.from({ length: 10_000 }, (_, at) =>
        rule(`r${at}`, at % 2 === 0 ? "prohibit" : "ask", { actions: [`s${at}.**`], when }),
      ),
    );
  expect(judge(many("args.n > 5"), many("args.n > 4 || args.x"))).toMatchObject({ isLoosening: true });
});
