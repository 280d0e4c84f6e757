import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { DirectoryViewer } from "@/lib/core/viewer";
import type { Resource } from "@/lib/directory/present/resources";
import { describeResourceTypes, describeSchemas, describeService } from "@/lib/directory/rules/discovery";
import { project, wants } from "@/lib/directory/rules/projection";
import { ScimError } from "@/lib/directory/rules/scim-error";
import {
  createGroup,
  listGroups,
  patchGroup,
  readGroup,
  removeGroup,
  replaceGroup,
} from "@/lib/directory/service/groups";
import { type Listing, readListing, readSearch } from "@/lib/directory/service/listing";
import { createUser, listUsers, patchUser, readUser, removeUser, replaceUser } from "@/lib/directory/service/users";
import { type Asked, listVersions } from "@/lib/directory/service/write";

export type ScimCall = Asked & {
  ctx: Ctx<DirectoryViewer>;
  ifNoneMatch: string | null;
  query: URLSearchParams;
  /** Read when it is needed: a GET has none. */
  readBody: () => Promise<unknown>;
};
export type Answer = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };
type Run = (call: ScimCall, id: string) => Promise<Answer> | Answer;
type Methods = Readonly<Partial<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Run>>>;

const listSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

const users: Methods = {
  GET: (call) => answerUsers(call, readListing(call.query)),
  POST: async (call) => answerCreated(call, await createUser(call.ctx, await call.readBody(), call)),
};
const user: Methods = {
  GET: async (call, id) => answerOne(call, await readUser(call.ctx.db, id, call.base)),
  PUT: async (call, id) => answerChanged(call, await replaceUser(call.ctx, id, await call.readBody(), call)),
  PATCH: async (call, id) => answerChanged(call, await patchUser(call.ctx, id, await call.readBody(), call)),
  DELETE: async (call, id) => {
    await removeUser(call.ctx, id, call);
    return { status: 204 };
  },
};
const groups: Methods = {
  GET: (call) => answerGroups(call, readListing(call.query)),
  POST: async (call) => answerCreated(call, await createGroup(call.ctx, await call.readBody(), askGroup(call))),
};
const group: Methods = {
  GET: async (call, id) => answerOne(call, await readGroup(call.ctx.db, id, askGroup(call))),
  PUT: async (call, id) => answerChanged(call, await replaceGroup(call.ctx, id, await call.readBody(), askGroup(call))),
  // RFC 7644 3.5.2 leaves the body out unless attributes are asked for; a group's may be long.
  PATCH: async (call, id) => {
    const answers = call.query.has("attributes") || call.query.has("excludedAttributes");
    const asked = answers ? askGroup(call) : { ...askGroup(call), withMembers: false };
    const changed = await patchGroup(call.ctx, id, await call.readBody(), asked);
    return answers ? answerChanged(call, changed) : { status: 204, headers: { etag: changed.meta.version } };
  },
  DELETE: async (call, id) => {
    await removeGroup(call.ctx, id, call);
    return { status: 204 };
  },
};

const collections: Readonly<Record<string, { all: Methods; one: Methods; search: Run }>> = {
  Users: { all: users, one: user, search: async (call) => answerUsers(call, readSearch(await call.readBody())) },
  Groups: { all: groups, one: group, search: async (call) => answerGroups(call, readSearch(await call.readBody())) },
};

/** What answers at a path below /scim/v2, with the id in it. */
export function findScimRoute(segments: readonly string[]): { methods: Methods; id: string } | undefined {
  const [first = "", id = ""] = segments;
  const collection = Object.hasOwn(collections, first) ? collections[first] : undefined;
  if (collection && segments.length === 1) return { methods: collection.all, id };
  if (collection && segments.length === 2)
    return { methods: id === ".search" ? { POST: collection.search } : collection.one, id };
  const discovered = segments.length <= 2 ? findDiscovery(first, id) : undefined;
  return discovered && { methods: { GET: discovered }, id };
}

function findDiscovery(name: string, id: string): Run | undefined {
  if (name === "ServiceProviderConfig" && id === "") return discover((base) => describeService(base));
  if (name === "ResourceTypes") return discover((base) => choose(describeResourceTypes(base), id));
  if (name === "Schemas") return discover((base) => choose(describeSchemas(base), id));
  return undefined;
}

/** RFC 7644 section 4: a filter is refused here, so that nobody takes the whole for what fits it. */
function discover(describe: (base: string) => Record<string, unknown>): Run {
  return ({ base, query }) => {
    if (query.has("filter")) throw new ScimError(403, "What this service is made of cannot be filtered.");
    return { status: 200, body: describe(base) };
  };
}

function choose(all: readonly Record<string, unknown>[], id: string): Record<string, unknown> {
  if (id === "") return writeList(all, { total: all.length, startIndex: 1 });
  const one = all.find((resource) => resource["id"] === id);
  if (!one) throw new ScimError(404, "There is nothing of this name.");
  return one;
}

/** Members are read only when they will be answered. */
function askGroup({ base, ifMatch, query }: ScimCall): Asked & { withMembers: boolean } {
  return { base, ifMatch, withMembers: wants(readListing(query).projection, "members") };
}

async function answerUsers({ ctx, base }: ScimCall, listing: Listing): Promise<Answer> {
  const { total, found } = await listUsers(ctx.db, listing.page, base);
  return answerList(found, listing, total);
}

async function answerGroups({ ctx, base }: ScimCall, listing: Listing): Promise<Answer> {
  const withMembers = wants(listing.projection, "members");
  const { total, found } = await listGroups(ctx.db, listing.page, { base, withMembers });
  return answerList(found, listing, total);
}

function answerList(found: readonly Resource[], { projection, startIndex }: Listing, total: number): Answer {
  return {
    status: 200,
    body: writeList(
      found.map((one) => project(one, projection)),
      { total, startIndex },
    ),
  };
}

function writeList(resources: readonly unknown[], { total, startIndex }: { total: number; startIndex: number }) {
  return {
    schemas: [listSchema],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

function answerOne(call: ScimCall, resource: Resource): Answer {
  const { version } = resource.meta;
  const held = call.ifNoneMatch === null ? [] : listVersions(call.ifNoneMatch);
  if (held.includes(version) || held.includes("*")) return { status: 304, headers: { etag: version } };
  return answerChanged(call, resource);
}

function answerChanged({ query }: ScimCall, resource: Resource): Answer {
  const { version, location } = resource.meta;
  const { projection } = readListing(query);
  return { status: 200, body: project(resource, projection), headers: { etag: version, "content-location": location } };
}

function answerCreated(call: ScimCall, resource: Resource): Answer {
  const { body, headers = {} } = answerChanged(call, resource);
  return { status: 201, body, headers: { ...headers, location: resource.meta.location } };
}
