import { describe, expect, it } from "vitest";
import { actions, permissions } from "@/lib/access/permissions";
import { listPermissionGroups } from "./permission-words";

describe("the table of permissions", () => {
  const groups = listPermissionGroups();
  const lines = groups.flatMap((group) => group.lines);

  it("shows every action once, with the roles of the table", () => {
    expect(lines.map(({ action }) => action).toSorted()).toEqual([...actions].toSorted());
    for (const { action, roles } of lines) expect(roles).toBe(permissions[action].roles);
  });

  it("names relations, and says where nothing else counts", () => {
    const words = Object.fromEntries(lines.map(({ action, relations }) => [action, relations]));
    expect(words["teams.update"]).toBe("Also whoever leads the team");
    expect(words["passkeys.manage"]).toBe("Only the person themselves");
    expect(words["people.invite"]).toBeNull();
  });

  it("has no group without a heading and no heading twice", () => {
    const headings = groups.map(({ heading }) => heading);
    expect(headings.every((heading) => heading !== "")).toBe(true);
    expect(new Set(headings).size).toBe(headings.length);
  });
});
