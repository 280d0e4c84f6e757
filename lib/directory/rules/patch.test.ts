import { describe, expect, it } from "vitest";
import { groupKind, userKind } from "@/lib/directory/rules/attributes";
import { type Document, readDocument } from "@/lib/directory/rules/document";
import { applyPatch, maxPatchOperations, readPatch } from "@/lib/directory/rules/patch";

const user: Document = {
  userName: "ada@example.org",
  displayName: "Ada",
  name: { givenName: "Ada", familyName: "Byron" },
  active: true,
  emails: [{ value: "ada@example.org", type: "work", primary: true }],
};
const group: Document = { displayName: "Risk", members: [{ value: "a" }, { value: "b" }] };
const patchUser = (...Operations: unknown[]) => applyPatch(readPatch(userKind, { Operations }), user);
const patchGroup = (...Operations: unknown[]) => applyPatch(readPatch(groupKind, { Operations }), group);
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

  it("refuses more values than anybody has, however they come together", () => {
    const emails = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ value: `${from + n}@a.b` }));
    const add = (from: number, count: number) => ({ op: "add", path: "emails", value: emails(from, count) });
    expect(patchUser(add(0, 99))["emails"]).toHaveLength(100);
    for (const operations of [[add(0, 101)], [add(0, 60), add(60, 60)]])
      expect(() => patchUser(...operations)).toThrow(expect.objectContaining({ scimType: "tooMany" }) as Error);
    const names = Object.fromEntries(emails(0, 501).map(({ value }) => [`emails[value eq "${value}"].type`, "home"]));
    expect(() => patchUser({ op: "add", value: names })).toThrow(
      expect.objectContaining({ scimType: "tooMany" }) as Error,
    );
  });

  it("refuses to look at a large group over and over", () => {
    const members = Array.from({ length: 20_000 }, (_, n) => ({ value: `per_${n}` }));
    const filter = Array.from({ length: 60 }, (_, n) => `value eq "x${n}"`).join(" or ");
    const removals = Array.from({ length: maxPatchOperations }, () => ({ op: "remove", path: `members[${filter}]` }));
    const patch = readPatch(groupKind, { Operations: removals });
    const large = { displayName: "Large", members };
    expect(() => applyPatch(patch, large)).toThrow(expect.objectContaining({ scimType: "tooMany" }) as Error);
    const one = members.slice(0, 90).map(({ value }) => ({ op: "remove", path: `members[value eq "${value}"]` }));
    expect(applyPatch(readPatch(groupKind, { Operations: one }), large)["members"]).toHaveLength(19_910);
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
    ["remove by an empty list, which names none", { op: "remove", path: "members", value: [] }, ["a", "b"]],
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
