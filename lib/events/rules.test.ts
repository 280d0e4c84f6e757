import { describe, expect, test } from "vitest";
import { catalogue } from "@/lib/audit/catalogue";
import type { PersonViewer, Role } from "@/lib/core/viewer";
import { parsePosition, writePosition } from "@/lib/events/position";
import { chooseTopic, isTopic, listRefreshed, mayHear, topicNames } from "@/lib/events/rules";
import { operations } from "@/lib/openapi/operations";

const viewer = (...roles: Role[]): PersonViewer => ({
  kind: "person",
  id: "per_me",
  roles,
  leads: [],
  signIn: { id: "sgn_1", method: "link", authenticatedAt: new Date(0) },
});

test("every event of the catalogue has a topic, and its own one where a page shows it", () => {
  for (const { subject } of Object.values(catalogue)) expect(topicNames).toContain(chooseTopic(subject));
  expect([chooseTopic("person"), chooseTopic("team"), chooseTopic("job"), chooseTopic("permission")]).toEqual([
    "people",
    "teams",
    "jobs",
    "audit",
  ]);
});

test("what a topic refreshes are operations", () => {
  const unknown = topicNames.flatMap(listRefreshed).filter((id) => !Object.hasOwn(operations, id));
  expect(unknown).toEqual([]);
});

test("a topic is only what is listed", () => {
  expect(isTopic("people")).toBe(true);
  expect(isTopic("constructor")).toBe(false);
});

describe("who hears of it", () => {
  test.each([
    ["member", "people", true],
    ["member", "jobs", false],
    ["member", "audit", false],
    ["member", "sign_ins", false],
    ["auditor", "audit", true],
    ["admin", "jobs", true],
    ["security", "sign_ins", true],
  ] as const)("%s, %s: %s", (role, topic, heard) => {
    expect(mayHear(viewer(role), { topic, id: "x" })).toBe(heard);
  });
  test("one's own sign-ins, and nobody else's", () => {
    expect(mayHear(viewer("member"), { topic: "sign_ins", id: "sgn_1", personId: "per_me" })).toBe(true);
    expect(mayHear(viewer("member"), { topic: "sign_ins", id: "sgn_2", personId: "per_other" })).toBe(false);
  });
  test("the anonymous nothing", () => {
    expect(topicNames.filter((topic) => mayHear({ kind: "anonymous" }, { topic, id: null }))).toEqual([]);
  });
});

describe("positions", () => {
  const now = 1_795_000_000_000;
  test("round trip", () => {
    expect(parsePosition(writePosition(81_234n, now), now)).toEqual({ kind: "known", txid: 81_234n });
  });
  test("too old after 55 minutes: the changes may be gone", () => {
    expect(parsePosition(writePosition(1n, now), now + 55 * 60_000)).toMatchObject({ kind: "known" });
    expect(parsePosition(writePosition(1n, now), now + 55 * 60_000 + 1)).toEqual({ kind: "too_old" });
  });
  test.each([null, "", "1", "x.1795000000000", "1.2", "-1.1795000000000", "99999999999999999999.1795000000000"])(
    "%s is none",
    (text) => {
      expect(parsePosition(text, now)).toEqual({ kind: "none" });
    },
  );
});
