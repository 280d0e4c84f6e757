import type { Environment } from "@/lib/core/environments";
import {
  type DraftAgent,
  type DraftServer,
  type DraftTool,
  editableFields,
  keyInProject,
  pathInProject,
  rowLimits,
  type SealedValue,
  type UnclearField,
} from "@/lib/imports/rules";
import type { NewImport } from "@/lib/imports/schema";

/** What a person set in the review, by field. */
export type Edits = {
  name?: string;
  owner_email?: string;
  environment?: Environment | undefined;
  /** The project of files that came without a folder. */
  project?: string;
  /** The agent that is here already and is meant. */
  slug?: string | undefined;
};
/** The projects that an agent of files without a folder, and its parent, are put into. */
export type Placing = { own: string | undefined; parent: string | undefined };
type Row = NewImport["rows"][number];

/** What the file says where nobody can use it; undefined once somebody chose. */
export function unclearIn(agent: DraftAgent, edits: Edits, field: UnclearField): string | undefined {
  return edits[field] === undefined ? agent.unclear?.find((one) => one.field === field)?.said : undefined;
}

/** An agent of files without a folder is called as its project, unless somebody names it. */
export function nameOf(agent: DraftAgent, edits: Edits, { own }: Placing): string {
  const given = own === undefined || agent.parent !== undefined || agent.key.startsWith("sub-agent:") ? "" : own;
  return edits.name ?? (given.slice(given.lastIndexOf("/") + 1) || agent.name);
}

/**
 * One row as it is sent. It is put together member by member: what is not named here does not leave the browser,
 * whatever a parser may one day put into a draft.
 */
export function writeRow(agent: DraftAgent, edits: Edits, placing: Placing): Row {
  // What nobody can use is sent as the file says it: the check refuses the row, and nothing is made up for it.
  const environment = edits.environment ?? agent.environment ?? unclearIn(agent, edits, "environment");
  const owner = edits.owner_email ?? agent.owner_email ?? unclearIn(agent, edits, "owner_email");
  const { kind, deputy_email: deputy, autonomy, tier_target: tier, tags } = agent;
  const slug = edits.slug ?? agent.known_slug;
  const { own } = placing;
  const isSub = agent.key.startsWith("sub-agent:");
  const place: Place = (path) => (own === undefined ? path : pathInProject(path, own, isSub));
  return {
    key: own === undefined ? agent.key : keyInProject(agent.key, own),
    name: nameOf(agent, edits, placing),
    purpose: takeHiddenOut(agent.purpose),
    ...(slug === undefined ? {} : { slug }),
    ...(kind === undefined ? {} : { kind }),
    ...(environment === undefined ? {} : { environment }),
    ...(owner === undefined || owner === "" ? {} : { owner_email: owner }),
    ...(deputy === undefined ? {} : { deputy_email: deputy }),
    ...(tier === undefined ? {} : { tier_target: tier }),
    ...(autonomy === undefined ? {} : { autonomy }),
    ...writeParent(agent, placing),
    model_providers: agent.model_providers.map(takeHiddenOut),
    data_classes: agent.data_classes,
    tags: (tags ?? []).map(takeHiddenOut),
    systems: reachedBy(agent).map(takeHiddenOut).slice(0, rowLimits.list),
    tools: agent.tools.map((tool) => writeTool(tool, place)),
    servers: agent.servers.map((server) => writeServer(server, place)),
    origins: [...new Set(agent.origins.map(({ path }) => place(path)))].slice(0, 200),
    edited: editableFields.filter((field) => edits[field] !== undefined),
  };
}

/** Systems that somebody listed, and hosts of its servers. */
export function reachedBy({ systems, hosts = [] }: DraftAgent): string[] {
  return [...new Set([...systems, ...hosts])];
}

function writeParent({ parent }: DraftAgent, placing: Placing): { parent?: string } {
  if (parent === undefined) return {};
  return { parent: placing.parent === undefined ? parent : keyInProject(parent, placing.parent) };
}

type Place = (path: string) => string;
type Tools = NonNullable<Row["tools"]>;
type Servers = NonNullable<Row["servers"]>;

const writePlace = ({ path, line }: { path: string; line: number }, place: Place): string => `${place(path)}:${line}`;

function writeTool({ name, server, effect, hard, origin }: DraftTool, place: Place): Tools[number] {
  return { name, server: server ?? "", effect, hard, origin: writePlace(origin, place) };
}

function writeServer(server: DraftServer, place: Place): Servers[number] {
  const { name, transport, command, args, url, env, headers, origin } = server;
  return {
    name,
    transport,
    command: [...(command === undefined ? [] : [command]), ...(args ?? [])].map(quote).join(" "),
    url: url ?? "",
    variables: env.map(writeSealed),
    headers: headers.map(writeSealed),
    origin: writePlace(origin, place),
  };
}

const writeSealed = ({ name, fingerprint }: SealedValue) => ({ name, fingerprint });
const quote = (part: string): string => (/^[^\s"']+$/.test(part) ? part : JSON.stringify(part));

/** The finding says that they are there; a record does not hold what nobody can see. */
function takeHiddenOut(text: string): string {
  return text
    .replaceAll("\t", " ")
    .replaceAll(/[\p{Cf}\p{Cs}\u2028\u2029\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu, "");
}
