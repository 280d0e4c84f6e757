import { describe, expect, it } from "vitest";
import { environmentOf, parseScope, scopeSearch } from "./environment";

describe("parseScope", () => {
  it.each([
    [undefined, "all", "production"],
    ["all", "all", "production"],
    ["elsewhere", "all", "production"],
    ["sandbox", "sandbox", "sandbox"],
  ] as const)("%s is %s, and new agents begin in %s", (cookie, scope, first) => {
    expect(parseScope(cookie)).toBe(scope);
    expect(environmentOf(parseScope(cookie))).toBe(first);
  });
});

describe("scopeSearch", () => {
  it.each([
    ["", "sandbox", "?environment=sandbox"],
    ["owner=me&environment=staging&environment=production&cursor=x", "sandbox", "?owner=me&environment=sandbox"],
    ["environment=staging", "all", ""],
  ] as const)("%s and %s give %s", (search, scope, next) => {
    expect(scopeSearch(search, scope)).toBe(next);
  });
});
