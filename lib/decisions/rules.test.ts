import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import {
  columnText,
  dayMs,
  idFloor,
  idRangeOfSession,
  keepPaths,
  maskMembers,
  maskText,
  timeOfId,
  versionOfKeeping,
} from "@/lib/decisions/rules";
import { collectArguments } from "@/lib/decisions/rules/observing";
import { hostileMembers, hostileText } from "@/lib/decisions/testing/hostile";
import { compileRule, type Json, type JsonMembers, readPathsOf } from "@/lib/policy/rules";

const seal = (text: string): string => `hmac:${text.length}`;
const mask = (members: JsonMembers, secret: readonly string[] = []) => maskMembers(members, "args", secret, seal);

describe("what looks like a secret is masked", () => {
  test.each([
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "my key is sk_test_4eC39HqLyjWDarjtT1zdp7dc",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
    "xoxb-123456789012-abcdefABCDEF",
    "AKIAIOSFODNN7EXAMPLE",
    "Authorization: Bearer abcdef0123456789",
    "Basic dXNlcjpwYXNzd29yZA==",
    "postgres://app:hunter2@db.example/ambit",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk",
    "4111 1111 1111 1111",
    "pay with 5555-5555-5555-4444 today",
    "378282246310005",
  ])("%s", (text) => {
    expect(mask({ note: text }).value).toEqual({ note: { redacted: `hmac:${text.length}` } });
    expect(maskText(text, seal)).toBe(`redacted:hmac:${text.length}`);
  });

  test.each([
    "Refund what the ticket says",
    "task-4711 of the risk-assessment-of-the-quarter",
    "2026-11-21T09:41:07.482Z",
    "1763712000000",
    "4111 1111 1111 1112",
    "acct_1Mabcdefghijklmn",
    "https://example.org/a?b=c",
    "C-1000-2000-3000-4000-5000",
  ])("%s is none", (text) => {
    expect(mask({ note: text })).toEqual({ value: { note: text }, paths: [] });
  });
});

describe("what is called like a secret is masked", () => {
  test("always, where the name says so; where it only hints, what looks random", () => {
    const { value, paths } = mask({
      password: "x",
      "client-secret": "abc",
      page_token: "2",
      access_token: "q8Zr2LmX0vN4tB7yK1pD",
      monkey: "q8Zr2LmX0vN4tB7yK1pD",
      idempotency: "q8Zr2LmX0vN4tB7yK1pD",
      pin: 1234,
      max_tokens: 500,
      secret: true,
    });
    expect(paths.toSorted()).toEqual([
      "args.access_token",
      "args.client-secret",
      "args.monkey",
      "args.password",
      "args.pin",
    ]);
    expect(value).toMatchObject({
      page_token: "2",
      idempotency: "q8Zr2LmX0vN4tB7yK1pD",
      max_tokens: 500,
      secret: true,
    });
  });

  test("and what a path of the policy leads to, also through lists, whatever is there", () => {
    const secret = ["card.number", "people.address", "whole"];
    const { value, paths } = mask(
      {
        card: { number: 1, other: 2 },
        people: [{ address: null }, { address: ["a"] }, { name: "b" }],
        whole: { a: 1 },
      },
      secret,
    );
    expect(paths).toEqual(["args.card.number", "args.people.0.address", "args.people.1.address", "args.whole"]);
    expect(value).toMatchObject({ card: { other: 2 }, people: [{}, {}, { name: "b" }] });
  });
});

function holds(value: Json, text: string): boolean {
  return JSON.stringify(value).includes(JSON.stringify(text).slice(1, -1));
}

test("a key is found wherever it is put, and the rest stays as it is", () => {
  const key = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
  fc.assert(
    fc.property(hostileMembers, fc.constantFrom("a", "__proto__", "n"), (members, name) => {
      const planted = JSON.parse(JSON.stringify({ ...members, deep: [{ [name]: `x ${key} y` }] })) as JsonMembers;
      const named = JSON.parse(JSON.stringify({ ...members, [key]: { [`a ${key}`]: `b ${key}` } })) as JsonMembers;
      for (const given of [planted, named]) {
        const { value, paths } = mask(given);
        expect(holds(value, key) || holds(paths, key)).toBe(false);
      }
    }),
  );
});

test("whatever a call holds, masking does not fail, and changes nothing without saying where", () => {
  fc.assert(
    fc.property(hostileMembers, (members) => {
      const { value, paths } = mask(members);
      if (paths.length === 0) expect(JSON.stringify(value)).toBe(JSON.stringify(members));
      else expect(JSON.stringify(value)).not.toBe(JSON.stringify(members));
    }),
  );
});

describe("what rules read is what is kept", () => {
  const rule = (when: string) => compileRule({ id: "r", since: 1, effect: "approve", actions: ["*"], when }, false);

  test("by path, of each part of the call", () => {
    const read = readPathsOf([
      rule('args.a.b == "x" && args.list.all(one, one.c > 1.0)'),
      rule('resource.properties.owner == "me" || context["region"] == "eu"'),
      rule("has(args.gone)"),
    ]);
    expect(read.args).toEqual(expect.arrayContaining([["a", "b"], ["list"], ["gone"]]));
    expect(read.resource).toEqual([["properties", "owner"]]);
    expect(read.context).toEqual([["region"]]);
  });

  test("and says whether there was more", () => {
    const members = { a: { b: 1, c: 2 }, list: [1], other: 3 };
    expect(keepPaths(members, [["a", "b"], ["list"]])).toEqual({ kept: { a: { b: 1 }, list: [1] }, omitted: true });
    expect(keepPaths(members, [["a"], ["list"], ["other"], ["nowhere"]])).toEqual({ kept: members, omitted: false });
    expect(keepPaths(members, [[]])).toEqual({ kept: members, omitted: false });
    expect(keepPaths({}, [])).toEqual({ kept: {}, omitted: false });
    const proto = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as JsonMembers;
    expect(JSON.stringify(keepPaths(proto, [["__proto__", "x"]]).kept)).toBe('{"__proto__":{"x":1}}');
  });
});

test("a column holds any text, cut and without what it cannot store", () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 2, max: 40 }), (text, most) => {
      const stored = columnText(text, most);
      expect(stored.length).toBeLessThanOrEqual(most);
      expect(stored).not.toContain("\0");
      expect(Buffer.from(stored).toString()).toBe(stored);
    }),
  );
  expect(columnText("a\0b", 10)).toBe("a\uFFFDb");
});

test("an id holds its instant, and what lies before an instant sorts before its floor", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.integer({ min: 1, max: dayMs }), (at, more) => {
      expect(timeOfId(newId("decision", at)).getTime()).toBe(at);
      expect(newId("decision", at) > idFloor(new Date(at))).toBe(true);
      expect(newId("decision", at) < idFloor(new Date(at + more))).toBe(true);
    }),
  );
  const { from, to } = idRangeOfSession(newId("session", 1_763_712_000_000));
  const inside = newId("decision", 1_763_712_000_000 + dayMs);
  expect(from < inside && inside < to).toBe(true);
});

test("two ways of keeping never have the same version", () => {
  const bound = fc.integer({ min: 1, max: 3_650 });
  fc.assert(
    fc.property(bound, bound, bound, bound, (a, b, c, d) => {
      const [one, other] = [
        { decisionsDays: a, argumentsDays: b },
        { decisionsDays: c, argumentsDays: d },
      ];
      expect(versionOfKeeping(one) === versionOfKeeping(other)).toBe(a === c && b === d);
      // What If-Match can carry.
      expect(String(versionOfKeeping(one)).length).toBeLessThanOrEqual(9);
    }),
  );
});

test("what is observed never shows a masked value, nor a name nobody would write", () => {
  const found = collectArguments([
    { a: { redacted: "hmac-sha-256:x" }, b: { c: 1, d: null }, "not a name": 1, long: "x".repeat(200) },
    { b: { c: "two", e: [1] }, __proto__: 1 },
    null,
  ]);
  expect(found).toMatchObject([
    { path: "b", types: ["object"], seen: 2 },
    { path: "b.c", types: ["number", "string"], seen: 2, samples: [1, "two"] },
    { path: "a", types: [], samples: [] },
    { path: "b.d", types: ["null"], samples: [] },
    { path: "b.e", types: ["list"], samples: [] },
    { path: "long", types: ["string"], samples: [] },
  ]);
});
