import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import type { Ctx } from "@/lib/access/context";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs, makeCtx, makePerson } from "@/lib/people/testing/people";
import { Decision, Sighting } from "@/lib/shadow/schema";
import { decideShadowAgent, getShadowAgent, listShadowAgents, reportShadowAgent } from "@/lib/shadow/service";

const { db } = await openTestDatabase();

let made = 0;
const report = (ctx: Ctx, input: Record<string, unknown> = {}) =>
  reportShadowAgent(
    ctx,
    Sighting.parse({ name: "notes-bot", source: "Proxy log", source_ref: `r${++made}`, ...input }),
  );
const decide = (ctx: Ctx, id: string, input: Record<string, unknown>) =>
  decideShadowAgent(ctx, id, Decision.parse({ reason: "Looked at it", ...input }));
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) });
const inDays = (ctx: Ctx, days: number): string => later(ctx, days).now.toISOString();

describe("a report", () => {
  test("of what is known already is one more sighting, also of several at once", async () => {
    const member = await actAs(db, "member");
    const first = await report(member, { source_ref: "same", seen_at: "2026-03-01T00:00:00.000Z" });
    expect(first).toMatchObject({ sightings: 1, disposition: "undecided", decided_by: null, abilities: [] });
    const all = await Promise.all(
      ["2026-04-01", "2026-02-01", "2026-05-01"].map((day) =>
        report(member, { source_ref: "same", name: day, seen_at: `${day}T00:00:00.000Z` }),
      ),
    );
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set([first.id]));
    expect(await getShadowAgent(member, first.id)).toMatchObject({
      name: "2026-05-01",
      sightings: 4,
      first_seen_at: "2026-02-01T00:00:00.000Z",
      last_seen_at: "2026-05-01T00:00:00.000Z",
      version: 4,
    });
    expect(await db.auditEvent.count({ where: { subjectId: first.id, type: "shadow.reported" } })).toBe(4);
  });

  test("is for members and security, and never of the future", async () => {
    await expect(report(await actAs(db, "auditor"))).rejects.toMatchObject({ code: "forbidden" });
    const member = await actAs(db, "member");
    await expect(report(member, { seen_at: inDays(member, 1) })).rejects.toMatchObject({
      faults: [{ pointer: "/seen_at" }],
    });
  });

  test("keeps a name as it was seen, whatever it hides", async () => {
    const member = await actAs(db, "member");
    const name = "pay\u202Elap\u200B\u0007 __proto__";
    const found = await report(member, { name, source_ref: "__proto__", detail: "line\nline" });
    expect(found).toMatchObject({ name, source_ref: "__proto__", detail: "line\nline" });
    for (const bad of [
      { name: "x".repeat(5_000) },
      { name: "" },
      { name: "nul\u0000" },
      { source: "a\u202Eb" },
      { source_ref: "\ud800" },
    ])
      expect(Sighting.safeParse({ name: "n", source: "s", source_ref: "r", ...bad }).success).toBe(false);
  });
});

describe("a decision", () => {
  test("is a person's, of security", async () => {
    const { id } = await report(await actAs(db, "member"));
    await expect(decide(await actAs(db, "member", "admin"), id, { disposition: "block" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      decide(makeCtx(db, { kind: "system", id: "worker" }), id, { disposition: "block" }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    const security = await actAs(db, "security");
    const blocked = await decide(security, id, { disposition: "block", reason: "No contract" });
    expect(blocked).toMatchObject({
      disposition: "block",
      reason: "No contract",
      decided_by: { id: security.viewer.kind === "person" ? security.viewer.id : "" },
      seen_since: false,
      abilities: ["decide"],
    });
    await expect(decide(security, "shd_01KAKZ3F5R8W1E7T4Y6V2B9N0P", { disposition: "block" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("stays when it is seen again, and that shows", async () => {
    const security = await actAs(db, "security");
    const { id, source_ref } = await report(security);
    await decide(security, id, { disposition: "block" });
    expect(await report(later(security, 1), { source_ref })).toMatchObject({ disposition: "block", seen_since: true });
  });

  test("to ignore ends by itself, in the list too", async () => {
    const security = await actAs(db, "security");
    const source = "Ignored ones";
    const { id } = await report(security, { source });
    await decide(security, id, { disposition: "ignore", ignore_until: inDays(security, 30) });
    const find = async (ctx: Ctx, disposition: "ignore" | "undecided") =>
      (await listShadowAgents(ctx, { disposition: [disposition], source: [source], limit: 50 })).data.map(
        (one) => one.id,
      );
    expect([await find(security, "ignore"), await find(security, "undecided")]).toEqual([[id], []]);
    const after = later(security, 31);
    expect([await find(after, "ignore"), await find(after, "undecided")]).toEqual([[], [id]]);
    expect(await getShadowAgent(after, id)).toMatchObject({ disposition: "undecided", reason: "Looked at it" });
  });
});

describe("a decision to govern", () => {
  test("that contradicts itself is refused with every fault", async () => {
    const security = await actAs(db, "security");
    const { id } = await report(security);
    const draft = { name: "Notes", environment: "sandbox" };
    for (const [input, pointers] of [
      [{ disposition: "ignore" }, ["/ignore_until"]],
      [{ disposition: "ignore", ignore_until: inDays(security, 366) }, ["/ignore_until"]],
      [
        { disposition: "block", ignore_until: inDays(security, 3), agent: "some-agent", draft },
        ["/ignore_until", "/agent", "/draft"],
      ],
      [{ disposition: "govern", agent: "some-agent", draft }, ["/draft"]],
      [{ disposition: "govern", agent: "no-such-agent" }, ["/agent"]],
      [{ disposition: "govern", draft: { ...draft, owner: "per_01KAKZ3J2C6X9A4M7Q1S5D8G0H" } }, ["/draft/owner"]],
    ] as const)
      await expect(decide(security, id, input)).rejects.toMatchObject({
        code: "invalid_input",
        faults: pointers.map((pointer) => ({ pointer })),
      });
    expect(await getShadowAgent(security, id)).toMatchObject({ disposition: "undecided", version: 1 });
  });

  test("to govern makes a draft whose owner is asked, once", async () => {
    const security = await actAs(db, "security");
    const owner = await makePerson(db);
    const { id } = await report(security);
    const draft = {
      name: "Meeting notes",
      environment: "production",
      purpose: "Notes of meetings.",
      owner: owner.id,
    };
    const governed = await decide(security, id, { disposition: "govern", draft });
    const record = await agents.getAgent(security, governed.agent?.slug ?? "");
    expect(record).toMatchObject({
      state: "draft",
      owner: null,
      owners: [{ person: { id: owner.id }, state: "asked" }],
    });
    await expect(decide(security, id, { disposition: "govern", draft })).rejects.toMatchObject({ code: "conflict" });
    expect(await decide(security, id, { disposition: "govern" })).toMatchObject({ agent: { slug: record.slug } });
    expect(await decide(security, id, { disposition: "block" })).toMatchObject({ agent: null });
    expect(await decide(security, id, { disposition: "govern", agent: record.slug })).toMatchObject({
      agent: { slug: record.slug },
    });
  });

  test("of two people at once makes one agent", async () => {
    const [one, two] = [await actAs(db, "security"), await actAs(db, "security")];
    const { id } = await report(one);
    const draft = { name: "Race", environment: "sandbox" };
    const results = await Promise.allSettled(
      [one, two].map((ctx) => decide(ctx, id, { disposition: "govern", draft })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.agent.count({ where: { name: "Race" } })).toBe(1);
  });
});

test("the list has the one seen last first, and is found page by page", async () => {
  const ctx = await actAs(db, "member");
  for (const day of ["2026-01-02", "2026-01-04", "2026-01-03"])
    await report(ctx, { name: `Page_${day}`, source: "Pages", seen_at: `${day}T00:00:00.000Z` });
  const first = await listShadowAgents(ctx, { q: "page_2026", limit: 2 });
  const rest = await listShadowAgents(ctx, { q: "page_2026", limit: 2, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...rest.data].map(({ name }) => name.slice(-2))).toEqual(["04", "03", "02"]);
  expect((await listShadowAgents(ctx, { q: "page%2026", limit: 2 })).data).toEqual([]);
});
