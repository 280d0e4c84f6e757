import { expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import type { ImportRowInput } from "@/lib/imports/schema";
import { carryOut, getImport, runImport } from "@/lib/imports/service";
import { checkRows, importRows, makeRun, readRows } from "@/lib/imports/testing/imports";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

test("a check refuses what the run would refuse: slugs of one file that look alike, one person twice", async () => {
  const person = await makePerson(db);
  const ctx = await actAsPerson(db, person);
  const pair = { owner_email: person.email ?? "", deputy_email: person.email ?? "" };
  const rows: ImportRowInput[] = [
    { slug: "look-bot-10", name: "Look", environment: "nowhere" },
    { slug: "look-bot-1o", name: "Look" },
    { slug: "look-bot-10x", name: "Other" },
    { slug: "lookbot1-o", name: "Look" },
    { slug: "pair-production", name: "Pair", environment: "production", ...pair },
    { slug: "pair-sandbox", name: "Pair", ...pair },
    { slug: "pair-implied", name: "Pair", environment: "staging", deputy_email: person.email ?? "" },
  ];
  const checked = await checkRows(ctx, rows);
  expect((await readRows(ctx, checked.id)).map(({ plan, faults }) => [plan, faults.map(({ field }) => field)])).toEqual(
    [
      ["error", ["environment"]],
      ["create", []],
      ["create", []],
      ["error", ["slug"]],
      ["error", ["deputy_email"]],
      ["create", []],
      ["error", ["deputy_email"]],
    ],
  );
  expect((await readRows(ctx, checked.id))[3]?.faults[0]?.detail).toMatch(/mistaken for look-bot-1o in row 2/);
  await runImport(ctx, checked.id, undefined);
  await carryOut(db, checked.id, makeRun());
  expect((await getImport(ctx, checked.id)).results).toMatchObject({ created: 3, failed: 0, skipped: 4 });
});

test("a parent that cannot be linked is said, and the same files once more change nothing", async () => {
  const ctx = await actAs(db, "member");
  const rows: ImportRowInput[] = [
    { key: "p:self", name: "Self", parent: "p:self" },
    { key: "p:left", name: "Left", parent: "p:right" },
    { key: "p:right", name: "Right", parent: "p:left" },
    { key: "p:lost", name: "Lost", parent: "p:nobody" },
    { key: "p:apart", name: "Apart", environment: "staging", parent: "p:left" },
    { key: "p:below", name: "Below", parent: "p:right" },
    { key: "p:wrong", name: "Wrong", owner_email: "nobody@nowhere.example" },
    { key: "p:orphan", name: "Orphan", parent: "p:wrong" },
  ];
  const notes = [
    /own sub-agent/,
    undefined,
    /circle/,
    /not here/,
    /lives in sandbox/,
    undefined,
    undefined,
    /not here/,
  ];
  const expectNotes = async (id: string): Promise<void> => {
    for (const [at, row] of (await readRows(ctx, id)).entries())
      expect(row.notes).toEqual(notes[at] ? [expect.stringMatching(notes[at])] : []);
  };
  await expectNotes((await checkRows(ctx, rows)).id);
  expect(await importRows(db, ctx, rows)).toMatchObject({ results: { created: 7, skipped: 1 } });
  const again = await checkRows(ctx, rows);
  expect(again.plans).toEqual({ create: 0, update: 0, unchanged: 7, error: 1 });
  await expectNotes(again.id);
  expect((await agents.getAgent(ctx, "right")).sub_agents.map(({ slug }) => slug).toSorted()).toEqual([
    "below",
    "left",
  ]);
});

test("a parent that came later is linked then, as an update", async () => {
  const ctx = await actAs(db, "member");
  const child: ImportRowInput = { key: "late:child", name: "Late child", parent: "late:parent" };
  await importRows(db, ctx, [child]);
  const rows = [child, { key: "late:parent", name: "Late parent" }];
  const checked = await checkRows(ctx, rows);
  expect(checked.plans).toMatchObject({ create: 1, update: 1 });
  await runImport(ctx, checked.id, undefined);
  await carryOut(db, checked.id, makeRun());
  expect((await agents.getAgent(ctx, "late-parent")).sub_agents).toMatchObject([{ slug: "late-child" }]);
  expect(await importRows(db, ctx, rows)).toMatchObject({ results: { unchanged: 2, updated: 0 } });
});

test("secrets that somebody sends by hand are taken out before anything is kept", async () => {
  const ctx = await actAs(db, "member");
  const server = { transport: "stdio", url: "", variables: [], headers: [], origin: ".mcp.json:1" };
  const rows: ImportRowInput[] = [
    {
      key: "leak:one",
      name: "Leak",
      purpose: "Uses sk-ant-api03-abcdefghijklmnop to speak",
      servers: [
        { ...server, name: "a", command: "run --token=sk-ant-api03-qrstuvwxyz0123 --port 80" },
        { ...server, name: "b", command: `npx -y b --password hunter2 --header "X-Key: letmein99" -e NAME=plainword` },
        { ...server, name: "c", command: "", url: "https://user:passw0rd@host.example/x?key=abcdef123&page=2" },
        { ...server, name: "d", command: "", variables: [{ name: "ghp_0123456789abcdefghij" }] },
      ],
      tools: [
        {
          name: "Bash(curl -H 'Authorization: Bearer abcdefgh1234')",
          server: "",
          effect: null,
          hard: false,
          origin: "",
        },
      ],
      origins: [".mcp.json"],
    },
    { key: "leak:two", name: "No leak", servers: [{ ...server, name: "e", command: `npx -y "a b"   jira-mcp@2.4.1` }] },
  ];
  const { id } = await checkRows(ctx, rows);
  const stored = JSON.stringify(await db.importRow.findMany({ where: { importId: id } }));
  for (const secret of ["sk-ant", "hunter2", "letmein99", "plainword", "passw0rd", "abcdef123", "ghp_", "abcdefgh1234"])
    expect(stored).not.toContain(secret);
  for (const plain of [
    "run --token=‹removed› --port 80",
    "page=2",
    "NAME=‹removed›",
    String.raw`npx -y \"a b\"   jira-mcp@2.4.1`,
  ])
    expect(stored).toContain(plain);
  const [leak, none] = await readRows(ctx, id);
  expect(leak?.notes).toEqual(["Something that looks like a secret was taken out of purpose, servers, tools."]);
  expect(none?.notes).toEqual([]);
  await runImport(ctx, id, undefined);
  await carryOut(db, id, makeRun());
  expect(await importRows(db, ctx, rows)).toMatchObject({ results: { unchanged: 2 } });
});

test("an import that was given up says why", async () => {
  const why = async (change: (id: string) => Promise<unknown>) => {
    const person = await makePerson(db, { name: "Ines Okafor" });
    const ctx = await actAsPerson(db, person);
    const { id } = await checkRows(ctx, [{ key: `why:${person.id}`, name: "Why" }]);
    expect(await runImport(ctx, id, undefined)).toMatchObject({ state: "running", reason: null });
    await change(person.id);
    await carryOut(db, id, makeRun());
    const { state, reason } = await getImport(await actAs(db, "security"), id);
    expect(state).toBe("failed");
    return reason;
  };
  expect(await why((id) => db.person.update({ where: { id }, data: { roles: ["auditor"] } }))).toBe(
    "Ines Okafor may no longer import agents, so nothing more was imported in their name.",
  );
  expect(await why((id) => db.person.update({ where: { id }, data: { state: "deactivated" } }))).toMatch(
    /no longer has access/,
  );
});
