import { expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";
import { NewView } from "@/lib/views/schema";
import { createView, deleteView, listViews, updateView } from "@/lib/views/service";

const { db } = await openTestDatabase();

const save = (ctx: Ctx, input: Record<string, unknown> = {}) =>
  createView(ctx, NewView.parse({ list: "agents", name: "Mine", query: "owner=me", ...input }));
const names = async (ctx: Ctx, mark: string): Promise<string[]> =>
  (await listViews(ctx, { list: "agents", limit: 200 })).data
    .map(({ name }) => name)
    .filter((name) => name.startsWith(mark));

test("one's own views are seen by nobody else, shared ones by everybody", async () => {
  const [maker, other, admin] = [await actAs(db, "member"), await actAs(db, "auditor"), await actAs(db, "admin")];
  const own = await save(maker, { name: "A own", query: "state=draft&owner=me" });
  expect(own).toMatchObject({
    version: 1,
    shared: false,
    query: "owner=me&state=draft",
    abilities: ["update", "delete"],
  });
  const shared = await save(maker, { name: "A shared", shared: true });
  expect([await names(maker, "A "), await names(other, "A ")]).toEqual([["A own", "A shared"], ["A shared"]]);
  for (const ctx of [other, admin]) {
    await expect(updateView(ctx, own.id, { name: "Taken" }, 1)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteView(ctx, own.id)).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(updateView(other, shared.id, { name: "Taken" }, 1)).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteView(other, shared.id)).rejects.toMatchObject({ code: "forbidden" });
  expect(await updateView(admin, shared.id, { shared: false }, 1)).toMatchObject({ shared: false, version: 2 });
  expect(await names(admin, "A ")).toEqual([]);
  await deleteView(maker, shared.id);
  const events = await db.auditEvent.findMany({ where: { subjectId: shared.id }, orderBy: { at: "asc" } });
  expect(events.map(({ type }) => type).toSorted()).toEqual(["view.changed", "view.deleted", "view.saved"]);
  expect(JSON.stringify(events.map(({ data }) => data))).not.toContain("A shared");
});

test("a change says which version it changes", async () => {
  const maker = await actAs(db, "member");
  const { id } = await save(maker);
  const both = await Promise.allSettled(["a", "b"].map((q) => updateView(maker, id, { query: `q=${q}` }, 1)));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(updateView(maker, id, { name: "Late" }, 1)).rejects.toMatchObject({ code: "stale_version" });
  await expect(updateView(maker, "viw_01KAKZ3F5R8W1E7T4Y6V2B9N0P", {}, 1)).rejects.toMatchObject({ code: "not_found" });
});

test("a person has each name once and at most fifty of a list, also at once", async () => {
  const maker = await actAs(db, "member");
  const twins = await Promise.allSettled(["Twin", "TWIN", "twin"].map((name) => save(maker, { name })));
  expect(twins.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(save(await actAs(db, "member"), { name: "Twin" })).resolves.toMatchObject({ name: "Twin" });
  const row = await db.savedView.findFirstOrThrow({
    where: { personId: maker.viewer.kind === "person" ? maker.viewer.id : "" },
  });
  await db.savedView.createMany({
    data: Array.from({ length: 48 }, (_, at) => ({
      ...row,
      id: newId("view"),
      name: `Many ${at}`,
    })),
  });
  const last = await Promise.allSettled(["x", "y"].map((name) => save(maker, { name })));
  expect(last.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(save(maker, { name: "z" })).rejects.toMatchObject({ code: "conflict" });
  await expect(save(maker, { name: "z", list: "systems" })).resolves.toMatchObject({ list: "systems" });
});

test.each<{ why: string; input: Record<string, unknown> }>([
  { why: "a name that turns round", input: { name: "a\u202Eb" } },
  { why: "5,000 characters", input: { name: "x".repeat(5_000) } },
  { why: "a list there is not", input: { list: "__proto__" } },
  { why: "a query with a cursor", input: { query: "cursor=x" } },
  { why: "a query that is too long", input: { query: "x".repeat(1_501) } },
])("$why is refused", ({ input }) => {
  expect(NewView.safeParse({ list: "agents", name: "Ok", query: "", ...input }).success).toBe(false);
});

test("views come by name, page by page", async () => {
  const ctx = await actAs(db, "member");
  for (const name of ["pb", "Pa", "pc"]) await save(ctx, { name, list: "systems" });
  const first = await listViews(ctx, { list: "systems", limit: 2 });
  const rest = await listViews(ctx, { list: "systems", limit: 200, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual(["Pa", "pb", "pc"]);
});
