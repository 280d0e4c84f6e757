import { describe, expect, it } from "vitest";
import { isWithin, listNavigation, navigation } from "./navigation";

const settings = { href: "/settings", also: ["people", "teams"] } as const;

describe("navigation", () => {
  it.each([
    ["/settings/roles", true],
    ["/people/per_1", true],
    ["/settingsx", false],
    ["/", false],
    ["/evidence/events", false],
  ])("%s lights up Settings: %s", (path, lit) => {
    expect(isWithin(path, settings)).toBe(lit);
  });

  it("shows an area only to roles that find something there", () => {
    expect(listNavigation(["member"]).map(({ id }) => id)).not.toContain("evidence");
    expect(listNavigation(["member", "auditor"]).map(({ id }) => id)).toContain("evidence");
  });

  it("gives every area its own key", () => {
    expect(new Set(navigation.map(({ key }) => key)).size).toBe(navigation.length);
  });
});
