import { type Attribute, groupKind, type ResourceKind, userKind } from "@/lib/directory/rules/attributes";

export const maxPage = 200;

/** RFC 7643 section 5: what this service provider can do, and what it cannot. */
export function describeService(base: string): Record<string, unknown> {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: maxPage },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer secret",
        description: "A secret made under Settings, Directory, for this address alone.",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
  };
}

export function describeResourceTypes(base: string): Record<string, unknown>[] {
  return [userKind, groupKind].map(({ name, endpoint, schema, description }) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: name,
    name,
    endpoint,
    description,
    schema,
    schemaExtensions: [],
    meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${name}` },
  }));
}

export function describeSchemas(base: string): Record<string, unknown>[] {
  return [userKind, groupKind].map((kind) => describeSchema(base, kind));
}

function describeSchema(base: string, { schema, name, description, own }: ResourceKind): Record<string, unknown> {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
    id: schema,
    name,
    description,
    attributes: own.map(writeAttribute),
    meta: { resourceType: "Schema", location: `${base}/Schemas/${schema}` },
  };
}

/** RFC 7643 section 7: boolean and complex attributes have neither case nor uniqueness. */
function writeAttribute({ subAttributes, caseExact, uniqueness, ...rest }: Attribute): Record<string, unknown> {
  const ofText = rest.type === "string" || rest.type === "reference" ? { caseExact, uniqueness } : {};
  return { ...rest, ...ofText, ...(subAttributes ? { subAttributes: subAttributes.map(writeAttribute) } : {}) };
}
