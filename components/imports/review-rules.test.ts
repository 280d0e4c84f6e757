import { describe, expect, test } from "vitest";
import { readFiles } from "@/lib/imports/parse/read-files";
import type { ImportDraft } from "@/lib/imports/rules";
import { placeRows } from "./placing";
import { describeValue } from "./review/change-words";
import { countFirst, countRules, describeDraft, describeThings, groupFindings } from "./words";
import { nameOf, writeRow } from "./write-row";

const files = {
  "settings.json": {
    permissions: { allow: ["Read", "Bash(ls *)", "Bash(cat *)"], deny: ["Read(./.env)", "WebFetch"] },
  },
  "reviewer.md": "---\nname: Reviewer\ndescription: Reads changes\n---\n",
};
const drop = (held: Readonly<Record<string, unknown>>): ImportDraft =>
  readFiles(
    Object.entries(held).map(([path, text]) => ({
      path,
      bytes: new TextEncoder().encode(typeof text === "string" ? text : JSON.stringify(text, null, 2)),
    })),
    { now: new Date("2026-11-21T12:00:00Z"), salt: "a-salt-for-tests-only" },
  );
const nowhere = { own: undefined, parent: undefined };

describe("files without a folder", () => {
  const [project, reviewer] = drop(files).agents;
  if (!project || !reviewer) throw new Error("Two agents were expected.");
  const place = (said: string | undefined, included = true) =>
    placeRows([
      { agent: project, edits: said === undefined ? {} : { project: said }, included },
      { agent: reviewer, edits: {}, included: true },
    ]);

  test("are of no project until somebody names one; a sub-agent follows the agent of its folder", () => {
    expect([...place(undefined).values()]).toMatchObject([
      { own: undefined, asks: true, waits: false },
      { own: undefined, asks: false, waits: false },
    ]);
    expect([...place("..").values()].map(({ waits }) => waits)).toEqual([true, true]);
    const placed = place(" shop/ ");
    expect([...placed.values()]).toMatchObject([
      { own: "shop", asks: true, waits: false },
      { own: "shop", parent: "shop", waits: false },
    ]);
    const [one, other] = [project, reviewer].map((agent) => writeRow(agent, {}, placed.get(agent.key) ?? nowhere));
    expect(one).toMatchObject({ key: "claude-code:shop", name: "shop", origins: ["shop/.claude/settings.json"] });
    expect(one?.tools?.[0]?.origin).toMatch(/^shop\/\.claude\/settings\.json:\d+$/);
    expect(other).toMatchObject({
      key: "sub-agent:shop/.claude/agents/reviewer.md",
      name: "Reviewer",
      parent: "claude-code:shop",
    });
  });

  test("a sub-agent asks itself where the agent of its folder is left out", () => {
    expect([...place("shop", false).values()][1]).toMatchObject({ own: undefined, asks: true, waits: false });
  });

  test("a name that somebody gave stays", () => {
    expect(nameOf(project, { name: "Till" }, { own: "code/shop", parent: undefined })).toBe("Till");
    expect(nameOf(project, {}, { own: "code/shop", parent: undefined })).toBe("shop");
  });
});

test("what a file says and nobody can use is sent as it stands, until somebody chooses", () => {
  const [agent] = drop({ "a.csv": "name,environment,owner\nA,moonbase,Ada" }).agents;
  if (!agent) throw new Error("An agent was expected.");
  expect(writeRow(agent, {}, nowhere)).toMatchObject({ environment: "moonbase", owner_email: "Ada", edited: [] });
  const chosen = writeRow(agent, { environment: "sandbox", owner_email: "" }, nowhere);
  expect(chosen).toMatchObject({ environment: "sandbox", edited: ["owner_email", "environment"] });
  expect(chosen).not.toHaveProperty("owner_email");
});

test("a rule that forbids gives no tool, and two rules for one tool are one tool", () => {
  const draft = drop({ "a/.claude/settings.json": files["settings.json"] });
  expect(countRules(draft.agents[0]?.tools ?? [])).toEqual({ tools: 2, allow: 3, ask: 0, deny: 2 });
  expect(describeDraft(draft)).toBe("1 agent, 0 MCP servers, 2 tools, 3 allow rules, 2 deny rules.");
});

test("each place of a finding keeps its own words, and columns that were not read come first", () => {
  const env = { TOKEN: "hunter2hunter2" };
  const draft = drop({
    "a/.mcp.json": { mcpServers: { one: { command: "x", env }, two: { command: "y", env } } },
    "b.csv": "name,cost,manager\nA,1,Ada",
  });
  const told = groupFindings(draft.findings);
  expect(told.map(({ first }) => first.id)).toEqual(["owner_column", "extra_column", "secret_in_env"]);
  expect(told[2]?.details.map(({ detail, places }) => [detail.slice(0, 12), places.length])).toEqual([
    ["Server `one`", 1],
    ["Server `two`", 1],
  ]);
  expect(countFirst(told)).toBe(5);
  expect(describeThings(told)).toBe("Three things to know:");
});

test.each([
  ["environment", "production", "Production"],
  ["kind", "custom", "Built by ourselves"],
  ["tier_target", "advanced", "Advanced"],
  ["data_classes", "personal, source_code", "Personal, Source code"],
  [
    "tools",
    "approve Read\nprohibit Bash(rm *) held outside the model",
    "May Read\nNever Bash(rm *) held outside the model",
  ],
  ["parent", "claude-code:shop", "shop"],
  ["purpose", "production", "production"],
  ["environment", null, "None"],
])("%s %j is shown as %j", (field, value, words) => {
  expect(describeValue(field, value)).toBe(words);
});
