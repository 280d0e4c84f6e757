import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ImportDraft, findingKinds } from "@/lib/imports/rules";
import { readFiles } from "@/lib/imports/parse/read-files";
import { bytesOf, drop, now, salt } from "@/lib/imports/testing/drop";

/** Values that could not stand in a draft by chance. */
const secret = fc
  .tuple(
    fc.constantFrom(
      "zq7",
      "Bearer zq7",
      "sk-live-zq7",
      "zq7 ",
      "=zq7",
      "‮zq7",
      '"zq7',
      "zq7\\",
      "https://zq7:x@h.io/?k=",
    ),
    fc.string({ minLength: 6, maxLength: 40 }),
    fc.constantFrom("9vW2", "9v\n", "9v'", '9v"'),
  )
  .map((parts) => parts.join("").replaceAll("$", "S").replaceAll("{", "("));
const name = fc.constantFrom(
  "TOKEN",
  "API_KEY",
  "Authorization",
  "X-Team",
  "MODE",
  "url",
  "command",
  "__proto__",
  "a b",
);
const held = fc.dictionary(name, fc.oneof(secret, secret, fc.record({ deep: secret }), fc.array(secret)));
type Server = { type: string; command: string; args: string[]; url: string; env: object; headers: object };
const serverWith = (values: fc.Arbitrary<object>): fc.Arbitrary<Server> =>
  fc.record({
    type: fc.constantFrom("stdio", "http", "sse"),
    command: fc.constantFrom("npx", "docker"),
    args: fc.constant(["-y", "pkg"]),
    url: fc.constant("https://x.io/mcp"),
    env: values,
    headers: values,
  });
const server = serverWith(held);

/** Every text in a value, as JSON writes it. */
function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}

/** The values that can be found in a draft. */
function leaked(draft: ImportDraft, values: readonly string[]): string[] {
  const written = JSON.stringify(draft);
  const found = values.filter((value) => written.includes(JSON.stringify(value).slice(1, -1)));
  // Not even their heart: a slug is written in small letters, and an escape may change the rest.
  return written.toLowerCase().includes("zq7") ? [...found, "zq7"] : found;
}

const kept = (one: Server): unknown[] => [one.env, one.headers];

describe("no value of `env` or `headers` leaves", () => {
  test("of servers, wherever they stand", () => {
    const files = fc.dictionary(fc.constantFrom(".mcp.json", "a/.mcp.json", "x.json", "~/.claude.json"), server);
    fc.assert(
      fc.property(files, (servers) => {
        const written = Object.entries(servers).map(([path, one]) => [path, { mcpServers: { one, two: one } }]);
        expect(leaked(drop(Object.fromEntries(written)), leavesOf(Object.values(servers).map(kept)))).toEqual([]);
      }),
    );
  });

  test("of settings, their hooks and their servers", () => {
    fc.assert(
      fc.property(held, server, (env, one) => {
        const hooks = { PreToolUse: [{ hooks: [{ type: "http", url: "https://h.io", headers: env }] }] };
        const draft = drop({
          ".claude/settings.json": { permissions: { allow: ["Read"] }, env, hooks, mcpServers: { one } },
        });
        expect(leaked(draft, leavesOf([env, ...kept(one)]))).toEqual([]);
      }),
    );
  });

  test("of registry entries", () => {
    fc.assert(
      fc.property(secret, name, (value, given) => {
        const inputs = [
          { name: given, value, isSecret: true },
          { name: given, default: value },
        ];
        const transport = { type: "stdio", headers: inputs };
        const packages = [
          { registryType: "npm", identifier: "a", version: "1.0.0", transport, environmentVariables: inputs },
        ];
        const remotes = [{ type: "sse", url: "https://x.io", headers: inputs }];
        expect(
          leaked(drop({ "server.json": { name: "io.x/s", description: "d", packages, remotes } }), [value]),
        ).toEqual([]);
      }),
    );
  });

  test("when a copy of it stands elsewhere", () => {
    const copied = fc.stringMatching(/^zq7[a-z]{3}[0-9]{4}[A-Z]{3}$/);
    fc.assert(
      fc.property(copied, fc.constantFrom("TOKEN", "MODE"), (value, given) => {
        const one = { command: `run-${value}`, args: ["--x", value, `a=${value}`], env: { [given]: value } };
        const draft = drop({
          [`${value}/.mcp.json`]: { mcpServers: { [value]: { url: `https://h.io/${value}` }, one } },
          [`${value}/AGENTS.md`]: `Use ${value} to sign in.`,
          "a.csv": `name,description,tools,${value}\n${value},x ${value},${value}`,
          [`${value}/.claude/agents/b.md`]: `---\nname: ${value}\ndescription: ${value}\n---\n`,
        });
        expect(leaked(draft, [value])).toEqual([]);
      }),
    );
  });

  test("when the file is broken by one character", () => {
    // A variable called `command` becomes the command when the brackets around it go; no reader can tell that.
    const variable = fc.constantFrom("TOKEN", "API_KEY", "Authorization", "X-Team", "__proto__", "a b");
    const broken = fc.tuple(
      serverWith(fc.dictionary(variable, secret)),
      fc.nat(),
      fc.constantFrom("", "}", "]", '"', ",", "\n", ":", "{", "\\", "a"),
      fc.constantFrom(undefined, 2),
      fc.nat(1),
    );
    fc.assert(
      fc.property(broken, ([one, place, sign, indent, gone]) => {
        const text = JSON.stringify({ mcpServers: { one, two: { command: "x" } } }, null, indent);
        const at = place % text.length;
        const damaged = text.slice(0, at) + sign + text.slice(at + gone);
        expect(leaked(drop({ ".mcp.json": damaged }), [])).toEqual([]);
      }),
      { numRuns: 1000, endOnFailure: true },
    );
  });
});

describe("no input throws", () => {
  const paths = fc.constantFrom(
    ".mcp.json",
    ".claude/settings.json",
    "~/.claude.json",
    "/etc/claude-code/managed-settings.json",
    "agent-card.json",
    "server.json",
    "bom.json",
    "a.csv",
    "AGENTS.md",
    ".claude/agents/x.md",
    "pasted",
    "",
    "\\..\\//x",
  );
  const words = fc.constantFrom(
    ..."name description skills mcpServers permissions allow deny env headers args command url hooks packages remotes version components services metadata component data properties type timestamp endpoints supportedInterfaces server projects __proto__".split(
      " ",
    ),
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null), fc.constantFrom("CycloneDX", "1.6", "npx")),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(words, tie("node"), { maxKeys: 6 }),
    ),
  }));
  const shaped = fc.tuple(
    node,
    fc.constantFrom({}, { bomFormat: "CycloneDX" }, { mcpServers: {} }, { skills: [], url: "x" }),
  );
  const text = fc.oneof(
    shaped.map(([value, more]) =>
      JSON.stringify(typeof value === "object" && !Array.isArray(value) ? { ...value, ...more } : value),
    ),
    fc
      .string({ unit: fc.constantFrom(...Array.from("{}[]\",;:'-=\n\t #&*!|>aname")) })
      .map((signs) => `---\n${signs}\n---\nname,kind\n${signs}`),
    fc.string({ unit: "binary" }),
  );
  const bytes = fc.oneof(text.map(bytesOf), fc.uint8Array({ maxLength: 200 }));
  const files = fc.array(fc.record({ path: fc.oneof(paths, fc.string()), bytes }), { maxLength: 5 });

  test("and every draft is whole", () => {
    fc.assert(
      fc.property(files, (given) => {
        const draft = readFiles(given, { now, salt });
        for (const { id, title, line, path } of draft.findings) {
          expect(findingKinds[id].title).toBe(title);
          expect(Number.isInteger(line) && line >= 1 && path !== undefined).toBe(true);
        }
        for (const { message } of draft.faults) expect(message).toMatch(/^`[^]*(?:read|file|it)\.$/);
        expect(new Set(draft.agents.map(({ key }) => key)).size).toBe(draft.agents.length);
        expect(new Set(draft.agents.map(({ slug }) => slug)).size).toBe(draft.agents.length);
        for (const { slug, name: shown } of draft.agents) {
          expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{1,62}$/);
          expect(shown).not.toBe("");
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("and the same files give the same draft", () => {
    fc.assert(
      fc.property(files, (given) => {
        expect(readFiles(given, { now, salt })).toEqual(readFiles(given, { now, salt }));
      }),
    );
  });
});
