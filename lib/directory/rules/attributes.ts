/** An attribute as RFC 7643 section 7 describes it: what is read, what is patched and what /Schemas says come from here. */
export type Attribute = {
  name: string;
  type: "string" | "boolean" | "complex" | "reference";
  description: string;
  multiValued: boolean;
  required: boolean;
  caseExact: boolean;
  mutability: "readWrite" | "readOnly" | "immutable";
  returned: "default" | "always";
  uniqueness: "none" | "server";
  subAttributes?: readonly Attribute[];
  referenceTypes?: readonly string[];
};

type Options = Partial<Omit<Attribute, "name" | "description">>;

function describe(name: string, description: string, options: Options = {}): Attribute {
  return {
    name,
    type: "string",
    description,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...options,
  };
}

const readOnly = { mutability: "readOnly" } as const;
const reference = { ...readOnly, type: "reference", caseExact: true } as const;

/** RFC 7643 3.1. Every resource has them. */
const common: readonly Attribute[] = [
  describe("id", "Given by this service, never another.", {
    ...readOnly,
    returned: "always",
    caseExact: true,
    uniqueness: "server",
  }),
  describe("externalId", "The directory's own id.", { caseExact: true }),
  describe("meta", "Kind, times, place and version.", {
    ...readOnly,
    type: "complex",
    subAttributes: ["resourceType", "created", "lastModified", "location", "version"].map((name) =>
      describe(name, "", { ...readOnly, caseExact: true }),
    ),
  }),
];

const userOwn: readonly Attribute[] = [
  describe("userName", "The directory's name of the person; unique whatever its case.", {
    required: true,
    uniqueness: "server",
  }),
  describe("name", "The parts of the name.", {
    type: "complex",
    subAttributes: [
      describe("formatted", "The whole name, for reading."),
      describe("givenName", "The given name."),
      describe("familyName", "The family name."),
    ],
  }),
  describe("displayName", "The name shown."),
  describe("active", "False ends the person's access: every sign-in of theirs ends with it.", { type: "boolean" }),
  describe("emails", "One is kept: the primary, else the one for work, else the first.", {
    type: "complex",
    multiValued: true,
    subAttributes: [
      describe("value", "The address."),
      describe("type", "Always work."),
      describe("primary", "Always true.", { type: "boolean" }),
    ],
  }),
  describe("groups", "The groups the person is in; changed at the group.", {
    ...readOnly,
    type: "complex",
    multiValued: true,
    subAttributes: [
      describe("value", "The group's id.", { ...readOnly, caseExact: true }),
      describe("$ref", "The group's address.", { ...reference, referenceTypes: ["Group"] }),
      describe("display", "The group's name.", readOnly),
      describe("type", "Always direct.", readOnly),
    ],
  }),
];

const groupOwn: readonly Attribute[] = [
  describe("displayName", "The group's name; unique whatever its case.", { required: true, uniqueness: "server" }),
  describe("members", "People of this directory. Groups in groups are not kept.", {
    type: "complex",
    multiValued: true,
    subAttributes: [
      describe("value", "The person's id.", { mutability: "immutable", caseExact: true }),
      describe("$ref", "The person's address.", { ...reference, referenceTypes: ["User"] }),
      describe("display", "The person's name.", readOnly),
      describe("type", "Always User.", { mutability: "immutable" }),
    ],
  }),
];

export type ResourceKind = {
  name: "User" | "Group";
  endpoint: "/Users" | "/Groups";
  schema: string;
  description: string;
  /** Its own attributes, as /Schemas lists them. */
  own: readonly Attribute[];
  /** With those that every resource has. */
  attributes: readonly Attribute[];
};

export const userKind: ResourceKind = {
  name: "User",
  endpoint: "/Users",
  schema: "urn:ietf:params:scim:schemas:core:2.0:User",
  description: "A person who can sign in.",
  own: userOwn,
  attributes: [...common, ...userOwn],
};

export const groupKind: ResourceKind = {
  name: "Group",
  endpoint: "/Groups",
  schema: "urn:ietf:params:scim:schemas:core:2.0:Group",
  description: "A group of the directory; it gives a team or roles once it is mapped.",
  own: groupOwn,
  attributes: [...common, ...groupOwn],
};

/** Names have no case in SCIM. */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  const wanted = name.toLowerCase();
  return attributes.find((attribute) => attribute.name.toLowerCase() === wanted);
}
