import { describe, expect, test } from "vitest";
import { drop } from "@/lib/imports/testing/drop";

const settings = (permissions: object, more: object = {}): object => ({ permissions, ...more });
const servers = (held: object): object => ({ mcpServers: held });
const effectsOf = (files: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(drop(files).agents[0]?.tools.map((tool) => [tool.name, `${tool.effect} ${tool.hard}`]) ?? []);

describe("files become agents", () => {
  test("settings, servers and instructions of one folder are one agent; a sub-agent hangs on it", () => {
    const draft = drop({
      "shop/.claude/settings.json": settings({ allow: ["mcp__git__log"] }),
      "shop/.mcp.json": servers({ git: { command: "git-mcp" } }),
      "shop/AGENTS.md": "# Shop\n\nThe checkout of the shop.\nIt takes payments.\n\n- rules",
      "shop/api/AGENTS.md": "The part that answers.",
      "shop/.claude/agents/reviewer.md":
        "---\nname: Reviewer\ndescription: Reads changes\ntools: Read, mcp__git__log\n---\n",
    });
    expect(draft.faults).toEqual([]);
    expect(draft.agents.map(({ key, name, slug, parent, kind }) => [key, name, slug, parent, kind])).toEqual([
      ["claude-code:shop", "shop", "shop", undefined, "endpoint_coding"],
      ["sub-agent:shop/.claude/agents/reviewer.md", "Reviewer", "reviewer", "claude-code:shop", "endpoint_coding"],
    ]);
    const [shop, reviewer] = draft.agents;
    expect(shop?.purpose).toBe("The checkout of the shop. It takes payments.");
    expect(shop?.tools).toMatchObject([{ name: "mcp__git__log", server: "git", effect: "approve" }]);
    expect(shop?.servers).toMatchObject([{ name: "git", transport: "stdio", command: "git-mcp" }]);
    expect(reviewer?.tools.map(({ name, server, effect }) => [name, server, effect])).toEqual([
      ["Read", undefined, null],
      ["mcp__git__log", "git", null],
    ]);
  });

  test("files dropped without a folder are one agent called Claude Code", () => {
    const draft = drop({
      "settings.json": settings({ allow: ["Read"] }),
      ".mcp.json": servers({ a: { command: "a" } }),
    });
    expect(draft.agents.map(({ key, name }) => [key, name])).toEqual([["claude-code:.", "Claude Code"]]);
    expect(draft.sources.map(({ kind }) => kind)).toEqual(["claude_settings", "mcp_servers"]);
  });

  test("two projects are two agents, and what holds for both is told once", () => {
    const draft = drop({
      "a/.claude/settings.json": settings({ allow: ["Read"] }),
      "b/.claude/settings.json": settings({ allow: ["Write"] }),
      "~/.claude/settings.json": settings({ allow: ["Bash"] }),
    });
    expect(draft.agents.map(({ key }) => key)).toEqual(["claude-code:a", "claude-code:b"]);
    expect(draft.agents.map(({ tools }) => tools.map(({ name }) => name))).toEqual([
      ["Read", "Bash"],
      ["Write", "Bash"],
    ]);
    const bash = draft.findings.filter(({ id }) => id === "bash_unrestricted");
    expect(bash).toHaveLength(1);
    expect(bash[0]).not.toHaveProperty("agent");
  });
});

describe("each other file gives agents or servers", () => {
  test("equal names get different slugs", () => {
    const draft = drop({ "a.csv": "name,owner_email\nBot,a@x.io\nbot,b@x.io\nBot 2,c@x.io\nBOT,d@x.io" });
    expect(draft.agents.map(({ slug }) => slug)).toEqual(["bot", "bot-2", "bot-2-2", "bot-3"]);
  });

  test("a path of Windows is the same path", () => {
    const draft = drop({ "C:\\code\\shop\\.claude\\settings.json": settings({ allow: ["Read"] }) });
    expect(draft.agents[0]).toMatchObject({ key: "claude-code:C:/code/shop", name: "shop" });
  });

  test("one card, one registry entry, one table", () => {
    const draft = drop({
      "card.json": {
        name: "Desk",
        description: "Answers",
        skills: [{ id: "answer" }],
        supportedInterfaces: [{ url: "https://desk.io/a2a" }],
      },
      "server.json": {
        name: "io.x/s",
        description: "d",
        version: "1.0.0",
        packages: [
          {
            registryType: "npm",
            identifier: "@x/s",
            version: "1.0.0",
            transport: { type: "stdio" },
            environmentVariables: [{ name: "KEY", isSecret: true }],
          },
        ],
      },
      "agents.csv": "owner_email;name;kind;tools\nAda@X.io;Bot;SaaS embedded;a|b",
    });
    expect(draft.faults).toEqual([]);
    expect(draft.agents[0]).toMatchObject({
      key: "card:https://desk.io/a2a",
      kind: "custom",
      address: "https://desk.io/a2a",
      systems: [],
      tools: [{ name: "answer", effect: null }],
    });
    expect(draft.agents[1]).toMatchObject({
      key: "named:bot|ada@x.io",
      kind: "saas_embedded",
      owner_email: "ada@x.io",
      tools: [{ name: "a" }, { name: "b" }],
    });
    expect(draft.servers).toMatchObject([
      { name: "io.x/s", command: "npx", args: ["@x/s@1.0.0"], env: [{ name: "KEY", reference: true }] },
    ]);
  });
});

describe("the five layers", () => {
  test("lists add up; deny wins, then ask, then allow, wherever they stand", () => {
    expect(
      effectsOf({
        "a/.claude/settings.local.json": settings({ allow: ["A", "B", "C"] }),
        "a/.claude/settings.json": settings({ ask: ["A", "B"] }),
        "/home/ada/.claude/settings.json": settings({ deny: ["A"] }),
      }),
    ).toEqual({ A: "prohibit false", B: "ask false", C: "approve false" });
  });

  test("managed rules are hard, and with `allowManagedPermissionRulesOnly` the only ones", () => {
    const own = { "a/.claude/settings.json": settings({ allow: ["A"] }) };
    const path = "/etc/claude-code/managed-settings.json";
    expect(effectsOf({ ...own, [path]: settings({ deny: ["B"] }) })).toEqual({
      A: "approve false",
      B: "prohibit true",
    });
    const only = { allowManagedPermissionRulesOnly: true };
    expect(effectsOf({ ...own, [path]: settings({ deny: ["B"] }, only) })).toEqual({ B: "prohibit true" });
    // In a project's own file the same words mean nothing.
    expect(effectsOf({ "a/.claude/settings.json": settings({ allow: ["A"] }, only) })).toEqual({ A: "approve false" });
  });

  test("a sandbox holds denials of files and networks, and nothing else", () => {
    const rules = settings(
      { deny: ["Read(./.env)", "Bash(rm *)"], allow: ["Read(/a)"] },
      { sandbox: { enabled: true } },
    );
    expect(effectsOf({ "a/.claude/settings.json": rules })).toEqual({
      "Read(./.env)": "prohibit true",
      "Bash(rm *)": "prohibit false",
      "Read(/a)": "approve false",
    });
  });

  test("a file of another name was given with `--settings`", () => {
    const files = {
      "ci/strict.json": settings({ deny: ["A"] }),
      "a/.claude/settings.json": settings({ allow: ["A"] }),
    };
    expect(drop(files).agents.map(({ key }) => key)).toEqual(["claude-code:a"]);
    expect(effectsOf(files)).toEqual({ A: "prohibit false" });
  });

  test("of servers with one name the nearer scope runs", () => {
    const draft = drop({
      "/srv/a/.mcp.json": servers({ s: { command: "project" } }),
      "~/.claude.json": {
        ...servers({ s: { command: "user" } }),
        projects: { "/srv/a": servers({ s: { command: "local" } }) },
      },
    });
    expect(draft.agents.map(({ servers: held }) => held.map(({ command }) => command))).toEqual([["local"]]);
    expect(draft.findings.filter(({ id }) => id === "server_differs")).toHaveLength(2);
  });
});
