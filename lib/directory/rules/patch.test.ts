import { describe, expect, it } from "vitest";
import { groupKind, userKind } from "@/lib/directory/rules/attributes";
import { type Document, readDocument } from "@/lib/directory/rules/document";
import { applyPatch, maxPatchOperations } from "@/lib/directory/rules/patch";

const user: Document = {
  userName: "ada@example.org",
  displayName: "Ada",
  name: { givenName: "Ada", familyName: "Byron" },
  active: true,
  emails: [{ value: "ada@example.org", type: "work", primary: true }],
};
const group: Document = { displayName: "Risk", members: [{ value: "a" }, { value: "b" }] };
const patchUser = (...Operations: unknown[]) => applyPatch(userKind, user, { Operations });
const patchGroup = (...Operations: unknown[]) => applyPatch(groupKind, group, { Operations });
const work = 'emails[type eq "work"]';

const cases: readonly (readonly [string, unknown, Document])[] = [
  ["a plain replace", { op: "replace", path: "displayName", value: "Ada L." }, { displayName: "Ada L." }],
  ["Entra's verbs and booleans", { op: "Replace", path: "active", value: "False" }, { active: false }],
  ["Okta's pathless replace", { op: "replace", value: { active: false } }, { active: false }],
  ["a path in any case", { op: "add", path: "DISPLAYNAME", value: "A" }, { displayName: "A" }],
  ["a path with its schema", { op: "add", path: `${userKind.schema}:displayName`, value: "A" }, { displayName: "A" }],
  [
    "dotted keys without a path",
    { op: "Add", value: { "name.familyName": "Lovelace", [`${work}.value`]: "a@b.example" } },
    {
      name: { givenName: "Ada", familyName: "Lovelace" },
      emails: [{ value: "a@b.example", type: "work", primary: true }],
    },
  ],
  [
    "a part of the value that a filter finds",
    { op: "replace", path: `${work}.value`, value: "x@example.org" },
    { emails: [{ value: "x@example.org", type: "work", primary: true }] },
  ],
  [
    "a complex value, of which the other parts stay",
    { op: "replace", path: "name", value: { familyName: "King" } },
    { name: { givenName: "Ada", familyName: "King" } },
  ],
  [
    "an added value under a filter, which gets what the filter asks",
    { op: "add", path: 'emails[type eq "home"].value', value: "h@example.org" },
    {
      emails: [
        { value: "ada@example.org", type: "work", primary: true },
        { value: "h@example.org", type: "home" },
      ],
    },
  ],
  [
    "a new primary value, which takes the place of the old",
    { op: "add", path: "emails", value: [{ value: "n@example.org", primary: true }] },
    {
      emails: [
        { value: "ada@example.org", type: "work" },
        { value: "n@example.org", primary: true },
      ],
    },
  ],
];

describe("a PATCH of a user", () => {
  it.each(cases)("takes %s", (_name, operation, expected) => {
    expect(patchUser(operation)).toEqual({ ...user, ...expected });
  });

  it.each([
    ["what the schema does not know", { op: "replace", path: "title", value: "Countess" }],
    [
      "another schema's attributes",
      { op: "add", path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", value: "R" },
    ],
    [
      "another schema's object",
      { op: "add", value: { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { displayName: "x" } } },
    ],
    [
      "a value that is there already",
      { op: "add", path: "emails", value: [{ value: "ada@example.org", type: "work" }] },
    ],
    ["read-only members of a pathless value", { op: "replace", value: { id: "x", groups: [] } }],
    ["the removal of what is not there", { op: "remove", path: "externalId" }],
    ["an add of nothing", { op: "add", path: "displayName", value: null }],
  ])("changes nothing for %s", (_name, operation) => {
    expect(patchUser(operation)).toEqual(user);
  });

  it("removes, and knows null and the empty text as removal", () => {
    const { displayName: _gone, ...rest } = user;
    for (const operation of [
      { op: "remove", path: "displayName" },
      { op: "replace", path: "displayName", value: null },
      { op: "replace", path: "displayName", value: "" },
    ])
      expect(patchUser(operation)).toEqual(rest);
    expect(patchUser({ op: "remove", path: work })["emails"]).toBeUndefined();
    expect(patchUser({ op: "remove", path: "name.givenName" })["name"]).toEqual({ familyName: "Byron" });
  });
});

describe("a PATCH that cannot be done", () => {
  it.each([
    ["invalidSyntax", { op: "move", path: "displayName" }],
    ["invalidSyntax", "replace"],
    ["invalidPath", { op: "replace", path: "emails[", value: "x" }],
    ["invalidPath", { op: "replace", path: "displayName[a eq 1]", value: "x" }],
    ["invalidPath", { op: "replace", path: "a b", value: "x" }],
    ["invalidPath", { op: "replace", path: 7, value: "x" }],
    ["invalidFilter", { op: "replace", path: "emails[type is x].value", value: "x" }],
    ["invalidFilter", { op: "replace", path: 'emails[colour eq "red"].value', value: "x" }],
    ["noTarget", { op: "remove" }],
    ["noTarget", { op: "replace", path: 'emails[type eq "home"].value', value: "x" }],
    ["mutability", { op: "replace", path: "id", value: "x" }],
    ["mutability", { op: "add", path: "groups", value: [{ value: "x" }] }],
    ["mutability", { op: "remove", path: "userName" }],
    ["invalidValue", { op: "replace", path: "active", value: "perhaps" }],
    ["invalidValue", { op: "replace", path: "displayName", value: { a: 1 } }],
    ["invalidValue", { op: "replace", path: "displayName", value: "x".repeat(501) }],
    ["invalidValue", { op: "replace", value: "x" }],
  ])("refuses with %s: %j", (scimType, operation) => {
    expect(() => patchUser(operation)).toThrow(expect.objectContaining({ status: 400, scimType }) as Error);
  });

  it("refuses more operations than anybody needs, and none", () => {
    const many = Array.from({ length: maxPatchOperations + 1 }, () => ({ op: "add", path: "displayName", value: "x" }));
    expect(() => patchUser(...many)).toThrow(expect.objectContaining({ scimType: "tooMany" }) as Error);
    expect(() => patchUser()).toThrow(expect.objectContaining({ scimType: "invalidSyntax" }) as Error);
  });

  it("leaves the resource it was given as it is, also when a later operation is refused", () => {
    const before = structuredClone(user);
    expect(() => patchUser({ op: "replace", path: `${work}.value`, value: "x" }, { op: "remove" })).toThrow();
    expect(user).toEqual(before);
  });
});

describe("a PATCH of a group", () => {
  const members = (patched: Document): unknown[] =>
    [patched["members"] ?? []].flat().map((one) => (one as Document)["value"]);

  it.each([
    ["add", { op: "add", path: "members", value: [{ value: "b" }, { value: "c" }] }, ["a", "b", "c"]],
    ["replace", { op: "replace", path: "members", value: [{ value: "c" }] }, ["c"]],
    ["remove by filter", { op: "remove", path: 'members[value eq "a"]' }, ["b"]],
    ["remove by Entra's list", { op: "Remove", path: "members", value: [{ value: "a" }] }, ["b"]],
    ["remove all", { op: "remove", path: "members" }, []],
    ["replace with none", { op: "replace", path: "members", value: [] }, []],
    ["remove of a stranger", { op: "remove", path: 'members[value eq "z"]' }, ["a", "b"]],
    ["add of ids without objects", { op: "add", path: "members", value: ["c"] }, ["a", "b", "c"]],
  ])("%s", (_name, operation, expected) => {
    expect(members(patchGroup(operation))).toEqual(expected);
  });
});

describe("readDocument", () => {
  it("knows names in any case, and drops what the schema does not know or keeps to itself", () => {
    expect(
      readDocument(userKind, {
        USERNAME: "ada",
        id: "mine",
        meta: {},
        password: "x",
        Active: "true",
        emails: "a@b.example",
      }),
    ).toEqual({ userName: "ada", active: true, emails: [{ value: "a@b.example" }] });
  });

  it.each([[null], ["x"], [[]]])("refuses %j", (sent) => {
    expect(() => readDocument(userKind, sent)).toThrow(expect.objectContaining({ scimType: "invalidSyntax" }) as Error);
  });
});
