import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { ListDecisionsQuery, ListShapesQuery } from "@/lib/decisions/schema";
import { getDecision, listDecisions, listDecisionShapes } from "@/lib/decisions/service";
import { actAs } from "@/lib/people/testing/people";
import { addSample, deleteSample } from "@/lib/sample/service";
import { makeTraffic } from "@/lib/sample/traffic";

const { db, owner } = await openTestDatabase();
const now = new Date("2026-11-21T10:00:00.000Z");

async function count(table: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? 0;
}

test("what agents tried comes from a seed: the same every time", () => {
  const [first, second] = [makeTraffic("Sample refund agent", now), makeTraffic("Sample refund agent", now)];
  expect(first.length).toBeGreaterThan(1_000);
  expect(second).toEqual(first);
  expect(first.every(({ at }) => at < now)).toBe(true);
});

test("the sample agents decided for thirty days, marked, with denials that repeat; all of it goes with the sample", async () => {
  const ctx = { ...(await actAs(db, "admin", "security")), now };
  const sample = await addSample(ctx);
  expect(sample.decisions).toBeGreaterThanOrEqual(12_000);
  expect(await count("decisions")).toBe(sample.decisions);
  expect(await count("decision_inputs")).toBe(sample.decisions);

  expect((await listDecisions(ctx, ListDecisionsQuery.parse({}))).data).toEqual([]);
  expect((await listDecisionShapes(ctx, ListShapesQuery.parse({}))).data).toEqual([]);
  const { data } = await listDecisionShapes(ctx, ListShapesQuery.parse({ sample: "include", limit: 200 }));
  expect(data.every((shape) => shape.sample && shape.environment === "sandbox")).toBe(true);
  expect(data.reduce((sum, shape) => sum + shape.count, 0)).toBe(sample.decisions);
  const reasons = new Set(data.map(({ reason }) => reason));
  expect([...reasons]).toEqual(
    expect.arrayContaining([
      "approved",
      "approved_by_person",
      "approval_required",
      "prohibited",
      "not_approved",
      "intent_missing",
      "tool_unreviewed",
      "reach_refused",
    ]),
  );
  const refused = data.filter(({ outcome }) => outcome === "deny");
  expect(refused.some(({ trend }) => trend.filter((day) => day > 0).length >= 10)).toBe(true);

  const last = await getDecision(ctx, data.find(({ reason }) => reason === "approval_required")?.last_id ?? "");
  expect(last.chain.session ?? last.inputs.args).toBeTruthy();

  await deleteSample(ctx);
  for (const table of ["decisions", "decision_inputs", "decision_counts"])
    expect([table, await count(table)]).toEqual([table, 0]);
});
