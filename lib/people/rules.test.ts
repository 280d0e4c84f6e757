import { describe, expect, test } from "vitest";
import { mergeGroupRoles, readGrants, sortRoles } from "@/lib/people/rules";

describe("roles from groups", () => {
  test.each([
    [
      "are added",
      { roles: ["member"], groupRoles: [] },
      ["security"],
      { roles: ["member", "security"], groupRoles: ["security"] },
    ],
    [
      "go with the group",
      { roles: ["member", "security"], groupRoles: ["security"] },
      [],
      { roles: ["member"], groupRoles: [] },
    ],
    [
      "do not claim what people gave",
      { roles: ["security"], groupRoles: [] },
      ["security"],
      { roles: ["security"], groupRoles: [] },
    ],
    ["leave at least a member", { roles: ["admin"], groupRoles: ["admin"] }, [], { roles: ["member"], groupRoles: [] }],
  ] as const)("%s", (_what, held, fromGroups, expected) => expect(mergeGroupRoles(held, fromGroups)).toEqual(expected));

  test("are read from the mapping alone, whatever a group is called", () => {
    const mapping = { "it-security": ["security", "team:risk"], bosses: ["approver", "security"] };
    expect(readGrants(["it-security", "bosses", "__proto__", "constructor"], mapping)).toEqual({
      roles: ["approver", "security"],
      teamSlugs: ["risk"],
    });
    expect(readGrants([], mapping)).toEqual({ roles: [], teamSlugs: [] });
  });

  test("are written in one order", () => expect(sortRoles(["admin", "member", "admin"])).toEqual(["member", "admin"]));
});
