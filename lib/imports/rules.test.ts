import { describe, expect, test } from "vitest";
import { compareLines, describeServer, describeTool, mergeParts, pathOfOrigin } from "./rules";

const tool = (name: string, origin: string) => ({ name, origin });

describe("parts from files", () => {
  test("what these files told before goes, what others told stays, and a name counts once", () => {
    const kept = [tool("Read", "a.json:1"), tool("Write", "b.json:2"), tool("Bash", "b.json:3")];
    const given = [tool("Edit", "a.json:9"), tool("Bash", "a.json:10")];
    expect(mergeParts(kept, given, new Set(["a.json"]))).toEqual([tool("Write", "b.json:2"), ...given]);
    expect(mergeParts(kept, [], new Set(["agents.csv"]))).toEqual(kept);
    expect(mergeParts(kept, [], new Set(["a.json", "b.json"]))).toEqual([]);
  });

  test("a line at the end of an origin is no part of the path", () => {
    expect(pathOfOrigin(".mcp.json:14")).toBe(".mcp.json");
    expect(pathOfOrigin("https://a.example.org:8443/card.json:1")).toBe("https://a.example.org:8443/card.json");
  });

  test("are compared without lines and fingerprints", () => {
    const server = (line: number, fingerprint: string) => ({
      name: "jira",
      transport: "stdio",
      command: "npx jira",
      url: "",
      variables: [{ name: "B", fingerprint }, { name: "A" }],
      headers: [],
      origin: `.mcp.json:${line}`,
    });
    expect(describeServer(server(1, "x"))).toBe("jira stdio npx jira env A B");
    expect(describeServer(server(2, "y"))).toBe(describeServer(server(1, "x")));
    const bash = { name: "Bash(*)", server: "", effect: "approve", hard: false, origin: "a:1" };
    expect(describeTool(bash)).toBe("approve Bash(*)");
    expect(describeTool({ ...bash, hard: true })).not.toBe(describeTool(bash));
  });
});

test("a list that differs is told by what went and what came, shortened", () => {
  expect(compareLines(["a", "b"], ["b", "a"])).toBeUndefined();
  expect(compareLines(["a", "b"], ["b", "c"])).toEqual({ before: "a", after: "c" });
  expect(compareLines([], ["a"])).toEqual({ before: null, after: "a" });
  const many = Array.from({ length: 20 }, (_, n) => `tool ${n}`);
  expect(compareLines([], many)?.after?.split("\n")).toHaveLength(13);
  expect(compareLines([], many)?.after).toMatch(/and 8 more$/);
});
