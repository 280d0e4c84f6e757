import { expect, test } from "vitest";
import { keyInProject, pathInProject, tidyProject } from "@/lib/imports/rules";
import { drop } from "@/lib/imports/testing/drop";

const files = {
  "settings.json": { permissions: { allow: ["Read"] } },
  ".mcp.json": { mcpServers: { a: { command: "a" } } },
  "reviewer.md": "---\nname: Reviewer\ndescription: Reads changes\n---\n",
};
const placed = {
  "shop/.claude/settings.json": files["settings.json"],
  "shop/.mcp.json": files[".mcp.json"],
  "shop/.claude/agents/reviewer.md": files["reviewer.md"],
};

test("in its project an agent has the key and the places its folder would have given it", () => {
  const loose = drop(files).agents;
  expect(loose.map(({ placeless }) => placeless)).toEqual([true, true]);
  const known = drop(placed).agents;
  expect(known.map(({ placeless }) => placeless)).toEqual([undefined, undefined]);
  expect(loose.map(({ key }) => keyInProject(key, "shop"))).toEqual(known.map(({ key }) => key));
  expect(keyInProject(loose[1]?.parent ?? "", "shop")).toBe(known[1]?.parent);
  const paths = loose.map(({ parent, origins }) =>
    origins.map(({ path }) => pathInProject(path, "shop", parent !== undefined)),
  );
  expect(paths).toEqual(known.map(({ origins }) => origins.map(({ path }) => path)));
});

test.each([
  ["~/.claude/settings.json"],
  ["/etc/claude-code/managed-settings.json"],
  ["managed-mcp.json"],
  [".claude.json"],
  ["other/.mcp.json"],
])("%s stays where it is", (path) => {
  expect(pathInProject(path, "shop")).toBe(path);
});

test.each([
  [" shop ", "shop"],
  ["code\\shop\\", "code/shop"],
  ["./a//b/", "a/b"],
  ["", undefined],
  ["..", undefined],
  ["~", undefined],
  ["/", undefined],
])("%j is the project %j", (given, project) => {
  expect(tidyProject(given)).toBe(project);
});
