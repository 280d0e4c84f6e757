import { expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { inTransaction } from "@/lib/db/transaction";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import type { ImportRowInput } from "@/lib/imports/schema";
import { carryOut, getImport, runImport } from "@/lib/imports/service";
import { checkRows, importRows, makeRun, readRows } from "@/lib/imports/testing/imports";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

const checkout: ImportRowInput = {
  key: "claude-code:checkout",
  name: "Checkout coder",
  kind: "endpoint_coding",
  model_providers: ["Anthropic"],
  systems: ["Jira Cloud"],
  tools: [
    { name: "Bash(npm test)", server: "", effect: "approve", hard: false, origin: ".claude/settings.json:4" },
    { name: "Bash(npm test)", server: "", effect: "prohibit", hard: true, origin: ".claude/settings.json:9" },
  ],
  servers: [
    {
      name: "jira",
      transport: "stdio",
      command: "npx -y jira-mcp@2.4.1",
      url: "",
      variables: [{ name: "JIRA_TOKEN", fingerprint: "sha-256:0f1e2d3c4b5a" }],
      headers: [],
      origin: ".mcp.json:3",
    },
  ],
  origins: [".claude/settings.json", ".mcp.json"],
};
const helper: ImportRowInput = {
  key: "sub-agent:checkout/reviewer",
  name: "Reviewer",
  parent: checkout.key,
  purpose: "Reviews changes",
};

test("an import checks first, then makes agents with all that files say of them", async () => {
  const ctx = await actAs(db, "member");
  const checked = await checkRows(ctx, [helper, checkout]);
  expect(checked).toMatchObject({ state: "checked", plans: { create: 2 }, abilities: ["run"] });
  expect(await db.agent.count({ where: { createdBy: ctx.viewer.id } })).toBe(0);
  expect(await runImport(ctx, checked.id, undefined)).toMatchObject({ state: "running", abilities: [] });
  await carryOut(db, checked.id, makeRun());
  expect(await getImport(ctx, checked.id)).toMatchObject({ state: "finished", done: 2, results: { created: 2 } });
  const agent = await agents.getAgent(ctx, "checkout-coder");
  expect(agent).toMatchObject({
    state: "draft",
    environment: "sandbox",
    owner: { id: ctx.viewer.id },
    kind: "endpoint_coding",
    tools: [{ name: "Bash(npm test)", effect: "prohibit", hard: true }],
    servers: [{ name: "jira", variables: [{ name: "JIRA_TOKEN", fingerprint: "sha-256:0f1e2d3c4b5a" }] }],
    systems: [{ slug: "jira-cloud", verifies: "unknown" }],
    sub_agents: [{ slug: "reviewer" }],
  });
  expect(agent.gaps).toEqual(expect.arrayContaining(["system_unknown", "purpose_missing", "no_deputy"]));
  expect(agent.gaps).not.toContain("no_owner");
  const history = await agents.listAgentHistory(ctx, agent.slug, { limit: 10 });
  expect(history.data.map(({ event }) => event)).toEqual(["agent.family_changed", "agent.created"]);
  expect((await agents.listAgents(ctx, { q: "jira-mcp", sort: "name", limit: 5 })).data).toEqual([]);
  expect((await agents.listAgents(ctx, { q: "reviews changes", sort: "name", limit: 5 })).data).toHaveLength(1);
  // The same files once more, with other fingerprints and lines: nothing differs.
  const [server] = checkout.servers ?? [];
  const moved = {
    ...checkout,
    servers: server ? [{ ...server, variables: [{ name: "JIRA_TOKEN" }], origin: ".mcp.json:30" }] : [],
  };
  expect(await importRows(db, ctx, [moved, helper])).toMatchObject({ results: { unchanged: 2, updated: 0 } });
  expect(await agents.getAgent(ctx, "checkout-coder")).toMatchObject({ version: agent.version });
});

test("an import brings up to date what its files say, and leaves what other files and people said", async () => {
  const ctx = await actAs(db, "member");
  const key = "claude-code:ledger";
  const tool = (name: string, path: string) => ({ name, server: "", effect: null, hard: false, origin: `${path}:1` });
  await importRows(db, ctx, [
    { key, name: "Ledger", tools: [tool("Read", "a.json"), tool("Write", "b.json")], origins: ["a.json", "b.json"] },
  ]);
  const named = await agents.updateAgentFields(ctx, "ledger", { name: "Ledger bot", purpose: "Books" }, 0);
  const row = { key, name: "Ledger", purpose: "", tools: [tool("Edit", "a.json")], origins: ["a.json"] };
  const checked = await checkRows(ctx, [row]);
  expect((await readRows(ctx, checked.id))[0]).toMatchObject({
    plan: "update",
    agent: { slug: "ledger" },
    changes: [{ field: "tools", before: "Read", after: "Edit" }],
  });
  await runImport(ctx, checked.id, undefined);
  await carryOut(db, checked.id, makeRun());
  expect(await agents.getAgent(ctx, "ledger")).toMatchObject({
    name: "Ledger bot",
    purpose: "Books",
    version: named.version + 1,
    tools: [{ name: "Edit" }, { name: "Write" }],
  });
  const edited: ImportRowInput = { key, name: "Ledger two", edited: ["name"] };
  expect(await importRows(db, ctx, [edited])).toMatchObject({ results: { updated: 1 } });
  expect(await agents.getAgent(ctx, "ledger")).toMatchObject({ name: "Ledger two" });
});

test("an import says of each row what is wrong, and imports the others", async () => {
  const ctx = await actAs(db, "member");
  const gone = await makePerson(db, { state: "deactivated" });
  await agents.createAgent(await actAs(db, "member"), { name: "Taken", purpose: "", environment: "sandbox" });
  const wrong: [ImportRowInput, string, RegExp][] = [
    [{ name: "A", owner_email: "nobody@example.org" }, "owner_email", /Nobody here/],
    [{ name: "A", owner_email: gone.email }, "owner_email", /deactivated/],
    [{ name: "A", slug: "Not A Slug" }, "slug", /is no slug/],
    [{ name: "A", slug: "t-aken" }, "slug", /easily mistaken for taken/],
    [{ name: "Mine now", slug: "taken" }, "slug", /not yours to change/],
    [{ name: "x".repeat(5_000) }, "name", /5,000 characters/],
    [{ name: "Ref\u202Eund" }, "name", /U\+202E/],
    [{ name: "Ref\u200Bund" }, "name", /U\+200B/],
    [{ name: "  " }, "name", /no name/],
    [{ name: "A", tier_target: "top" }, "tier_target", /`top` is none of foundation/],
    [{ name: "A", environment: "prod" }, "environment", /`prod` is none of production/],
    [{ name: "A", data_classes: ["everything"] }, "data_classes", /`everything` is none of/],
  ];
  const good: ImportRowInput = { key: "named:fine", name: "Fine" };
  const checked = await checkRows(ctx, [...wrong.map(([row]) => row), good, good]);
  expect(checked.plans).toEqual({ create: 1, update: 0, unchanged: 0, error: wrong.length + 1 });
  const rows = await readRows(ctx, checked.id);
  for (const [at, [, field, detail]] of wrong.entries())
    expect(rows[at]).toMatchObject({ plan: "error", faults: [{ field, detail: expect.stringMatching(detail) }] });
  expect(rows.at(-1)?.faults).toEqual([{ field: "name", detail: "Row 13 is about the same agent." }]);
  await runImport(ctx, checked.id, undefined);
  await carryOut(db, checked.id, makeRun());
  const { results } = await getImport(ctx, checked.id);
  expect(results).toMatchObject({ created: 1, skipped: wrong.length + 1 });
});

test("an import fails the row somebody changed since the check, alone, and takes it when tried again", async () => {
  const ctx = await actAs(db, "member");
  const rows = [1, 2].map((n): ImportRowInput => ({ slug: `drift-${n}0`, name: `Drift ${n}`, purpose: "First" }));
  await importRows(db, ctx, rows);
  const { id } = await checkRows(
    ctx,
    rows.map((row) => ({ ...row, purpose: "Second" })),
  );
  await agents.updateAgentFields(ctx, "drift-10", { tags: ["changed"] }, 0);
  await runImport(ctx, id, undefined);
  await carryOut(db, id, makeRun());
  expect(await getImport(ctx, id)).toMatchObject({ state: "finished", results: { updated: 1, failed: 1 } });
  expect((await readRows(ctx, id))[0]?.faults[0]?.detail).toMatch(/Somebody changed drift-10 since the check/);
  expect(await runImport(ctx, id, [1])).toMatchObject({ state: "running" });
  await carryOut(db, id, makeRun());
  expect(await getImport(ctx, id)).toMatchObject({ results: { updated: 2, failed: 0 } });
  expect(await agents.getAgent(ctx, "drift-10")).toMatchObject({ purpose: "Second", tags: ["changed"] });
  await expect(runImport(ctx, id, undefined)).rejects.toMatchObject({ code: "conflict" });
});

test("an import goes on after it was cut off, and makes nothing twice", async () => {
  const ctx = await actAs(db, "member");
  const rows = Array.from({ length: 450 }, (_, n): ImportRowInput => ({ key: `many:${n}`, name: "Same name" }));
  const { id } = await checkRows(ctx, rows);
  await runImport(ctx, id, undefined);
  let looks = 0;
  const cutOff = {
    get aborted() {
      return ++looks > 1;
    },
  } as AbortSignal;
  await carryOut(db, id, makeRun(cutOff));
  expect(await getImport(ctx, id)).toMatchObject({ state: "running", done: 200, results: { created: 200 } });
  await carryOut(db, id, makeRun());
  await carryOut(db, id, makeRun());
  expect(await getImport(ctx, id)).toMatchObject({ state: "finished", done: 450, results: { created: 450 } });
  const made = await db.agent.findMany({ where: { createdBy: ctx.viewer.id }, select: { id: true, slug: true } });
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(450);
  const ids = made.map((one) => one.id);
  expect(await db.agentVersion.count({ where: { agentId: { in: ids } } })).toBe(450);
  expect(await db.auditEvent.count({ where: { type: "agent.created", subjectId: { in: ids } } })).toBe(450);
});

test("an import runs one at a time, and says whose it is and since when", async () => {
  const first = await actAsPerson(db, await makePerson(db, { name: "Ines Okafor" }));
  const second = await actAs(db, "member");
  const [one, two] = [
    await checkRows(first, [{ key: "one", name: "One at a time" }]),
    await checkRows(second, [{ key: "two", name: "Two at a time" }]),
  ];
  await expect(runImport(second, one.id, undefined)).rejects.toMatchObject({ code: "forbidden" });
  const started = await runImport(first, one.id, undefined);
  await expect(runImport(second, two.id, undefined)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/^Ines Okafor has an import running since 20/),
    members: { running: one.id, started_by: first.viewer.id, since: started.started_at },
  });
  await expect(runImport(first, one.id, undefined)).rejects.toMatchObject({ code: "conflict" });
  await carryOut(db, one.id, makeRun());
  await expect(runImport(second, two.id, undefined)).resolves.toMatchObject({ state: "running" });
  await carryOut(db, two.id, makeRun());
});

test("an import stops when whoever started it is no longer here", async () => {
  const person = await makePerson(db);
  const ctx = await actAsPerson(db, person);
  const { id } = await checkRows(ctx, [{ key: "orphan", name: "Orphan row" }]);
  await runImport(ctx, id, undefined);
  await db.person.update({ where: { id: person.id }, data: { state: "deactivated" } });
  await carryOut(db, id, makeRun());
  expect(await getImport(ctx, id)).toMatchObject({ state: "failed", done: 0 });
});

test("an import finds by its source only what one keeps: another person's folder of the same name is another agent", async () => {
  const row: ImportRowInput = { key: "claude-code:.", name: "Claude Code" };
  const [first, second] = [await actAs(db, "member"), await actAs(db, "member", "security")];
  expect(await importRows(db, first, [row])).toMatchObject({ results: { created: 1 } });
  expect(await importRows(db, second, [row])).toMatchObject({ results: { created: 1 } });
  expect(await importRows(db, second, [row])).toMatchObject({ results: { unchanged: 1 } });
  expect((await agents.getAgent(first, "claude-code")).owner?.id).toBe(first.viewer.id);
  expect((await agents.getAgent(second, "claude-code-2")).owner?.id).toBe(second.viewer.id);
});

test("an import is refused to who may not import", async () => {
  await expect(checkRows(await actAs(db, "auditor"), [{ name: "A" }])).rejects.toMatchObject({ code: "forbidden" });
});

test("an address that a page has is refused, when it is checked and when it is written", async () => {
  const ctx = await actAs(db, "member");
  const checked = await checkRows(ctx, [{ key: "csv:reserved", name: "Reserved", slug: "import" }]);
  expect(checked).toMatchObject({ plans: { create: 0, error: 1 } });
  const draft = { name: "Reserved", purpose: "", environment: "sandbox" as const, owner: ctx.viewer.id, slug: "new" };
  const parts = { tools: [], servers: [], systems: [] };
  const outcome = await inTransaction(ctx, (tx) =>
    agents.addAgents(tx, ctx, [{ ...draft, ...parts }], { import: "x" }),
  );
  expect(outcome).toEqual([{ refusal: { field: "slug", detail: expect.stringContaining("own addresses") } }]);
});
