import { expect, test } from "vitest";
import { readFiles } from "@/lib/imports/parse/read-files";
import { bytesOf, drop, idsOf, messagesOf, now, salt } from "@/lib/imports/testing/drop";

const servers = (held: object): object => ({ mcpServers: held });

const broken = `{
"mcpServers": {
  "one": { "command": "one" },
  "two": { "command": "two" }
  "three": { "command": "three", "args": ["x" },
  "four": { "command": "four" }
}
}`;
test("the valid parts come through, and file and line are named", () => {
  const draft = drop({ "a/.mcp.json": broken });
  expect(draft.agents[0]?.servers.map(({ name }) => name)).toEqual(["one", "two", "three", "four"]);
  expect(messagesOf(draft)).toEqual([
    "`a/.mcp.json` line 4: a comma is missing here. The rest was read.",
    "`a/.mcp.json` line 5: `}` stands where `]` belongs. The rest was read.",
  ]);
  expect(draft.faults.map(({ line }) => line)).toEqual([4, 5]);
});

test("the corrected file is the same agent", () => {
  const key = (text: string): string | undefined => drop({ "a/.mcp.json": text }).agents[0]?.key;
  expect(key(broken)).toBe(key(broken.replace('"two" }', '"two" },').replace('["x" }', '["x"] }')));
});

test.each([
  [
    "a list",
    { "a/.mcp.json": servers([]) },
    "line 2: `mcpServers` needs to be an object with a member for each server",
  ],
  ["no object", { "a/.mcp.json": servers({ a: "x" }) }, "line 3: a server needs to be an object"],
  ["no list", { "a/.mcp.json": servers({ a: { command: "a", args: "x" } }) }, "line 5: `args` needs to be a list"],
  [
    "a number",
    { "a/.mcp.json": servers({ a: { command: "a", args: [1] } }) },
    "line 5: `args` holds something else than text",
  ],
  ["no object", { "settings.json": { permissions: { allow: "x" } } }, "line 3: `allow` needs to be a list of rules"],
  ["no text", { "settings.json": { permissions: { allow: [1] } } }, "line 4: a rule in `allow` is no text"],
  ["nothing", { ".mcp.json": "" }, "line 1: there is nothing in it"],
  ["nothing", { "a.csv": "" }, "line 1: there is nothing in it"],
  ["no name", { "a.csv": "title,owner_email\nx,y" }, "line 1: no column is called `name`"],
  ["more cells than columns", { "a.csv": "name\nA,b" }, "line 2: there are 2 cells and 1 columns"],
  ["a row without a name", { "a.csv": "name,kind\n,custom" }, "line 2: the agent has no name"],
  ["the same row twice", { "a.csv": "name,kind\nA,custom\na,custom" }, "line 3: line 2 has the same name and owner"],
  ["a picture", { "a.png": Uint8Array.from([0x89, 0x50, 0, 0]) }, ": it holds zero bytes"],
  ["another JSON", { "a.json": { a: 1 } }, ": this is none of the files Ambit knows"],
  ["another text", { "notes.txt": "hello" }, ": this is none of the files Ambit knows"],
  ["an old bill", { "bom.json": { bomFormat: "CycloneDX", specVersion: "1.2" } }, "line 3: this is not CycloneDX 1.4"],
  ["a card without a name", { "agent-card.json": { skills: [] } }, "line 1: the card has no `name`"],
  ["an anchor", { ".claude/agents/a.md": "---\nname: &x a\n---\n" }, "line 2: a YAML anchor is not read"],
  ["no front matter", { ".claude/agents/a.md": "You are" }, "line 1: the file has no front matter"],
])("%s: %j", (_, files, words) => {
  const [message = "", ...more] = messagesOf(drop(files));
  expect(message.startsWith(`\`${Object.keys(files)[0]}\``)).toBe(true);
  expect(message).toContain(words);
  expect(more).toEqual([]);
});

test("10,000 levels are a fault, and the server beside them is read", () => {
  const deep = `{"mcpServers": {"a": {"command": "a", "x": ${"[".repeat(10_000)}${"]".repeat(10_000)}},\n"b": {"command": "b"}}}`;
  const draft = drop({ ".mcp.json": deep });
  expect(draft.agents[0]?.servers.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(messagesOf(draft)[0]).toContain("line 1: the nesting is deeper than 200 levels");
});

test("a file above 10 MB is refused in words", () => {
  const draft = drop({ "big.json": new Uint8Array(10 * 1024 * 1024 + 60_000) });
  expect(messagesOf(draft)).toEqual(["`big.json`: it has 10.1 MB, and a file may have 10 MB. It was not read."]);
  expect(draft.sources).toEqual([]);
});

test("rows in another encoding are left out in one notice, the others are read", () => {
  const odd = [0xc4, ...bytesOf("rzte\n")];
  const read = (...rows: number[]): Uint8Array =>
    Uint8Array.from([...bytesOf("name\nAda\n"), ...rows, ...bytesOf("Bob\n")]);
  const words = "`a.csv` line 3: there are bytes that are not UTF-8; saved as UTF-8 all of it can be read.";
  const draft = drop({ "a.csv": read(...odd) });
  expect(draft.agents.map(({ name }) => name)).toEqual(["Ada", "Bob"]);
  expect(messagesOf(draft)).toEqual([`${words} That row was left out; the rest was read.`]);
  expect(messagesOf(drop({ "a.csv": read(...odd, ...odd) }))).toEqual([
    `${words} 2 such rows were left out; the rest was read.`,
  ]);
  const header = drop({ "a.csv": Uint8Array.from([...bytesOf("name,"), 0xc4, ...bytesOf("\nAda,x\n")]) });
  expect(messagesOf(header)).toEqual([
    "`a.csv` line 1: a column's name holds bytes that are not UTF-8. That column was left out; the rest was read.",
  ]);
});

test("formulas are text, and the apostrophe of our own export is taken off", () => {
  const draft = drop({ "a.csv": "name,description\n'=1+1,'@x\n=2+2,-x" });
  expect(draft.agents.map(({ name, purpose }) => [name, purpose])).toEqual([
    ["=1+1", "@x"],
    ["=2+2", "-x"],
  ]);
});

test("5,000 characters of name are cut, in words", () => {
  const draft = drop({ "a.csv": `name\n${"é".repeat(5000)}` });
  expect(draft.agents[0]?.name).toBe("é".repeat(120));
  expect(draft.findings).toMatchObject([{ id: "name_too_long", line: 2, agent: draft.agents[0]?.key }]);
});

test("`__proto__` is a name, and nothing is polluted", () => {
  const draft = drop({
    ".mcp.json": '{"mcpServers": {"__proto__": {"command": "x"}, "constructor": {"command": "y"}}}',
  });
  expect(draft.agents[0]?.servers.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
  expect(idsOf(draft)).toContain("reserved_name");
  expect(({} as Record<string, unknown>)["command"]).toBeUndefined();
});

test("no files are an empty draft", () => {
  expect(readFiles([], { now, salt })).toEqual({ sources: [], agents: [], servers: [], findings: [], faults: [] });
});
