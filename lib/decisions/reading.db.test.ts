import { expect, test } from "vitest";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { ListDecisionsQuery, ListShapesQuery } from "@/lib/decisions/schema";
import { getDecision, listDecisions, listDecisionShapes, listObservedActions } from "@/lib/decisions/service";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";
import { actAs, makeCtx } from "@/lib/people/testing/people";

const { db, owner } = await openTestDatabase();
const writer = writerOn(owner);
const asked = (query: object = {}) => ListDecisionsQuery.parse(query);
const folded = (query: object = {}) => ListShapesQuery.parse(query);
const forbidden = { code: "forbidden" };
const idsOf = ({ data }: { data: readonly { id: string }[] }) => data.map(({ id }) => id);

async function countEvents(type: string, actorId: string): Promise<number> {
  return db.auditEvent.count({ where: { type, actorId } });
}

test("owner and deputy see what their agent did, nobody else's; security and auditors see all; others none", async () => {
  const [mine, theirs] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
  const own = madeDecision({ agent: mine.agent.slug, agentId: mine.agent.id });
  const other = madeDecision({ agent: theirs.agent.slug, agentId: theirs.agent.id });
  const nobodys = madeDecision({ agent: "nobody-has-it" });
  const unknown = { outcome: "deny", reason: "agent_unknown", rule: undefined, rules: [] } as const;
  const stray = madeDecision({ agent: mine.agent.slug, environment: "sandbox", ...unknown });
  await writer.record([own, other, nobodys, stray]);

  for (const ctx of [mine.asOwner, mine.asDeputy]) {
    expect(idsOf(await listDecisions(ctx, asked()))).toEqual([own.id]);
    expect(idsOf(await listDecisions(ctx, asked({ agent: [theirs.agent.slug] })))).toEqual([]);
    expect((await listDecisionShapes(ctx, folded())).data.map(({ agent }) => agent)).toEqual([mine.agent.slug]);
    expect((await getDecision(ctx, own.id)).agent_name).toBe(mine.agent.name);
    await expect(getDecision(ctx, other.id)).rejects.toMatchObject(forbidden);
    await expect(getDecision(ctx, nobodys.id)).rejects.toMatchObject(forbidden);
    await expect(listObservedActions(ctx, theirs.agent.slug)).rejects.toMatchObject(forbidden);
  }
  for (const role of ["security", "auditor"] as const) {
    const ctx = await actAs(db, role);
    expect(idsOf(await listDecisions(ctx, asked()))).toEqual(expect.arrayContaining([own.id, other.id, nobodys.id]));
    await getDecision(ctx, nobodys.id);
    await expect(getDecision(ctx, newId("decision"))).rejects.toMatchObject({ code: "not_found" });
  }
  const member = await actAs(db, "member", "admin", "approver");
  const attempts = [
    () => listDecisions(member, asked()),
    () => listDecisionShapes(member, folded()),
    () => getDecision(member, own.id),
    () => listObservedActions(member, mine.agent.slug),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(forbidden);
});

test("who was asked to own an agent, or made it, reads nothing of it before they accepted", async () => {
  const { agent, owner: before } = await makeOwnedAgent(db);
  await db.agent.update({ where: { id: agent.id }, data: { ownerId: null, deputyId: null } });
  const decision = madeDecision({ agent: agent.slug, agentId: agent.id });
  await writer.record([decision]);
  const { viewer } = await actAs(db, "member");
  await expect(getDecision(makeCtx(db, { ...viewer, id: before.id }), decision.id)).rejects.toMatchObject(forbidden);
});

test("each reading is one event, also of a page or a tail of it, and a new one after ten minutes", async () => {
  const decision = madeDecision({ agent: "watched" });
  await writer.record([decision, madeDecision({ agent: "watched" })]);
  const ctx = await actAs(db, "security");
  const { id } = ctx.viewer;
  const noon = { ...ctx, now: new Date("2026-11-21T12:00:00.000Z") };
  const query = { agent: ["watched"], limit: 1 };

  const first = await listDecisions(noon, asked(query));
  await listDecisions(noon, asked({ ...query, cursor: first.next_cursor }));
  for (let tail = 0; tail < 5; tail++) await listDecisions(noon, asked({ ...query, after: decision.id }));
  expect(await countEvents("decisions.listed", id)).toBe(1);
  // Whoever begins in the middle is no less a reader.
  await listDecisions(
    noon,
    asked({ agent: ["someone@example.org", "plain"], after: "dec_00000000000000000000000000" }),
  );
  expect(await countEvents("decisions.listed", id)).toBe(2);
  await listDecisionShapes(noon, folded(query));
  await listDecisions({ ...noon, now: new Date("2026-11-21T12:10:00.000Z") }, asked(query));
  expect(await countEvents("decisions.listed", id)).toBe(4);

  // A range that moves with the clock is one question; another text is another, also where the log shows neither.
  for (const minute of ["00", "05", "59"])
    await listDecisions(noon, asked({ agent: ["watched"], from: `2026-11-20T12:${minute}:00Z` }));
  for (const agent of ["one@example.org", "two@example.org"]) await listDecisions(noon, asked({ agent: [agent] }));
  expect(await countEvents("decisions.listed", id)).toBe(7);

  await getDecision(noon, decision.id);
  await getDecision(noon, decision.id);
  expect(await countEvents("decision.read", id)).toBe(1);
  const events = await db.auditEvent.findMany({
    where: { type: "decisions.listed", actorId: id },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ data }) => data)).toContainEqual({
    list: "decisions",
    filters: { agent: { values: ["plain"], others: 1 } },
  });
});

test("three pages hold each row once and in order, whatever is decided meanwhile", async () => {
  const ctx = await actAs(db, "auditor");
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 5, 10, minute));
  const decisions = Array.from({ length: 9 }, (_, minute) => madeDecision({ agent: "paged", decidedAt: at(minute) }));
  await writer.record(decisions);
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 3; page++) {
    const found = await listDecisions(
      ctx,
      asked({ agent: ["paged"], limit: 3, ...(cursor !== undefined && { cursor }) }),
    );
    seen.push(...idsOf(found));
    cursor = found.next_cursor ?? undefined;
    await writer.record([madeDecision({ agent: "paged", decidedAt: at(20 + page) })]);
  }
  expect(seen).toEqual(decisions.map(({ id }) => id).toReversed());
  expect(cursor).toBeUndefined();
  const newer = await listDecisions(ctx, asked({ agent: ["paged"], after: decisions[8]?.id, limit: 2 }));
  expect(newer.data).toHaveLength(2);
  const rest = await listDecisions(ctx, asked({ agent: ["paged"], after: newer.data[0]?.id }));
  expect(rest.data).toHaveLength(1);
});

/** Many shapes on many days, of which some are rare. */
function makeCrowd() {
  return Array.from({ length: 400 }, (_, at) =>
    madeDecision({
      agent: `crowd-${at % 5}`,
      action: at % 13 === 0 ? "pay.out" : at % 7 === 0 ? `other.${at % 3}` : "pay.refund",
      args: { amount: (at * 37) % 400 },
      environment: at % 4 === 0 ? "sandbox" : "production",
      decidedAt: new Date(Date.UTC(2026, 9, 25 + (at % 20), at % 24, at % 60)),
    }),
  );
}

test("filters find what they would find row by row, and folding what counting row by row gives", async () => {
  const ctx = { ...(await actAs(db, "security")), now: new Date("2026-11-15T00:00:00.000Z") };
  const crowd = makeCrowd();
  await writer.record(crowd);
  const agent = ["crowd-0", "crowd-1", "crowd-2", "crowd-3", "crowd-4"];
  const range = { from: "2026-10-28T12:00:00Z", to: "2026-11-10T06:30:00Z" };
  const cases: [object, (one: (typeof crowd)[number]) => boolean][] = [
    [{ outcome: ["deny"] }, ({ outcome }) => outcome === "deny"],
    [
      { reason: ["prohibited", "approval_required"] },
      ({ reason }) => reason === "prohibited" || reason === "approval_required",
    ],
    [
      { rule: ["large"], environment: ["sandbox"] },
      ({ rule, environment }) => rule === "large" && environment === "sandbox",
    ],
    [{ action: ["other.1"] }, ({ call }) => call.action === "other.1"],
    [range, ({ decidedAt: at }) => at >= new Date(range.from) && at < new Date(range.to)],
  ];
  for (const [query, holds] of cases) {
    const expected = crowd.filter(holds).map(({ id }) => id);
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listDecisions(
        ctx,
        asked({ agent, limit: 70, ...query, ...(cursor !== undefined && { cursor }) }),
      );
      found.push(...idsOf(page));
      cursor = page.next_cursor;
    }
    expect([query, found]).toEqual([query, expected.toSorted().toReversed()]);
  }

  const days = { from: "2026-10-25T00:00:00Z", to: "2026-11-14T00:00:00Z" };
  const shapes: Awaited<ReturnType<typeof listDecisionShapes>>["data"] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listDecisionShapes(
      ctx,
      folded({ agent, limit: 7, ...days, ...(cursor !== undefined && { cursor }) }),
    );
    expect([page.from, page.to]).toEqual(["2026-10-25", "2026-11-13"]);
    shapes.push(...page.data);
    cursor = page.next_cursor;
  }
  expect(shapes.map(({ count }) => count)).toEqual(shapes.map(({ count }) => count).toSorted((a, b) => b - a));
  const naive = new Map<string, { count: number; trend: number[]; last: string }>();
  for (const { environment, call, outcome, reason, rule, decidedAt, id } of crowd) {
    const key = [environment, call.agent, call.action, outcome, reason, rule ?? null].join(" ");
    const known = naive.get(key) ?? { count: 0, trend: Array.from({ length: 20 }, () => 0), last: "" };
    const day = Math.floor((decidedAt.getTime() - Date.parse(days.from)) / 86_400_000);
    known.trend[day] = (known.trend[day] ?? 0) + 1;
    naive.set(key, { count: known.count + 1, trend: known.trend, last: known.last > id ? known.last : id });
  }
  expect(
    new Map(
      shapes.map((one) => [
        [one.environment, one.agent, one.action, one.outcome, one.reason, one.rule].join(" "),
        { count: one.count, trend: one.trend, last: one.last_id },
      ]),
    ),
  ).toEqual(naive);
});

test("rows of the sample data are left out unless they are asked for", async () => {
  const ctx = await actAs(db, "security");
  const [real, sample] = [madeDecision({ agent: "marked" }), madeDecision({ agent: "marked", sample: true })];
  await writer.record([real, sample]);
  const find = async (query: object) => idsOf(await listDecisions(ctx, asked({ agent: ["marked"], ...query })));
  expect(await find({})).toEqual([real.id]);
  expect(await find({ sample: "only" })).toEqual([sample.id]);
  expect((await find({ sample: "include" })).toSorted()).toEqual([real.id, sample.id].toSorted());
  const counts = async (query: object) =>
    (await listDecisionShapes(ctx, folded({ agent: ["marked"], ...query }))).data.map(({ count, sample: is }) => [
      count,
      is,
    ]);
  expect(await counts({})).toEqual([[1, false]]);
  expect(await counts({ sample: "only" })).toEqual([[1, true]]);
});

test("a session's decisions are found by its id, and what came before in it", async () => {
  const ctx = await actAs(db, "security");
  const began = new Date("2026-11-12T08:00:00.000Z");
  const session = {
    id: newId("session", began.getTime()),
    intent: "refund",
    actions: ["pay.refund"],
    initiator: { type: "user", id: "u-1" },
    initiator_proven: true,
    started_at: began.toISOString(),
  };
  const at = (minute: number) => new Date(began.getTime() + minute * 60_000);
  const inside = [1, 2, 3].map((minute) => madeDecision({ agent: "busy", session, decidedAt: at(minute) }));
  const outside = madeDecision({ agent: "busy", decidedAt: at(2) });
  await writer.record([...inside, outside]);
  const found = await listDecisions(ctx, asked({ session: [session.id] }));
  expect(idsOf(found)).toEqual(inside.map(({ id }) => id).toReversed());
  const detail = await getDecision(ctx, inside[2]?.id ?? "");
  expect(idsOf({ data: detail.before })).toEqual([inside[1]?.id, inside[0]?.id]);
  expect(detail.chain).toEqual({
    initiator: { type: "user", id: "u-1", proven: true },
    parent: null,
    session: { id: session.id, intent: "refund", started_at: session.started_at },
    session_ended: false,
  });
});

test("what an agent did lately: counted whole, with paths and values that are not masked", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  const one = (args: Record<string, string | number>) =>
    madeDecision({ agent: agent.slug, agentId: agent.id, keep: "all", args });
  const foreign = madeDecision({ agent: agent.slug, keep: "all", args: { amount: 1, foreign: "x" } });
  await writer.record([
    ...Array.from({ length: 12 }, (_, at) =>
      one({ amount: at, currency: at % 2 === 0 ? "EUR" : "GBP", password: "x" }),
    ),
    one({ amount: 900 }),
    foreign,
  ]);
  const { data } = await listObservedActions(asOwner, agent.slug);
  expect(data).toMatchObject([
    { action: "pay.refund", counts: { allow: 13, ask: 1, deny: 0 }, resource_types: ["account"] },
  ]);
  const byPath = new Map(data[0]?.arguments.map((argument) => [argument.path, argument]));
  expect(byPath.get("currency")).toMatchObject({ types: ["string"], samples: expect.arrayContaining(["EUR", "GBP"]) });
  expect(byPath.get("password")).toMatchObject({ types: [], samples: [] });
  expect(byPath.has("foreign")).toBe(false);
});
