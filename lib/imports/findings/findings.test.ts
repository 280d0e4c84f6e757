import { describe, expect, test } from "vitest";
import { findingKinds, severities } from "@/lib/imports/rules";
import { drop, idsOf } from "@/lib/imports/testing/drop";
import { type Case, csv, run, settings } from "@/lib/imports/testing/case-files";
import { findingCases } from "@/lib/imports/testing/finding-cases";

const named = (cases: readonly Case[]): { what: string; files: Case[1]; line: Case[2] }[] =>
  cases.map(([what, files, line]) => ({ what, files, line }));

describe.each(Object.entries(findingCases))("%s", (id, { raised, quiet }) => {
  test.each(named(raised))("is raised: $what", ({ files, line }) => {
    const found = drop(files).findings.filter((finding) => finding.id === id);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line, path: expect.any(String), ...findingKinds[found[0]?.id ?? "no_hooks"] });
    expect(found[0]?.detail).toMatch(/^[`A-Z0-9].*\.$/su);
  });

  test.each(named(quiet))("is not raised: $what", ({ files }) => {
    const draft = drop(files);
    expect(draft.sources.length).toBeGreaterThan(0);
    expect(idsOf(draft)).not.toContain(id);
  });
});

test("the worst stand first", () => {
  const draft = drop({ ...settings({ allow: ["Bash"] }), ...run("npx", "x") });
  const order = draft.findings.map(({ severity }) => severities.indexOf(severity));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order[0]).toBe(0);
});

test("a finding names its agent", () => {
  const draft = drop({
    "a/.mcp.json": { mcpServers: { s: { command: "npx", args: ["x"] } } },
    ...csv("name,kind", "Bot,x"),
  });
  expect(draft.findings.map(({ agent }) => agent)).toEqual(["named:bot|", "claude-code:a"]);
});
