import type { Environment } from "@/lib/core/environments";
import type { DraftAgent, DraftServer, DraftTool, EditableField, SealedValue } from "@/lib/imports/rules";
import type { NewImport } from "@/lib/imports/schema";

/** What a person set in the review, by field. */
export type Edits = { name?: string; owner_email?: string; environment?: Environment };
type Row = NewImport["rows"][number];

/**
 * One row as it is sent. It is put together member by member: what is not named here does not leave the browser,
 * whatever a parser may one day put into a draft.
 */
export function writeRow(agent: DraftAgent, edits: Edits): Row {
  const environment = edits.environment ?? agent.environment;
  const owner = edits.owner_email ?? agent.owner_email;
  const { kind, known_slug: slug, deputy_email: deputy, autonomy, tier_target: tier, parent, tags } = agent;
  return {
    key: agent.key,
    name: edits.name ?? agent.name,
    purpose: takeHiddenOut(agent.purpose),
    ...(slug === undefined ? {} : { slug }),
    ...(kind === undefined ? {} : { kind }),
    ...(environment === undefined ? {} : { environment }),
    ...(owner === undefined || owner === "" ? {} : { owner_email: owner }),
    ...(deputy === undefined ? {} : { deputy_email: deputy }),
    ...(tier === undefined ? {} : { tier_target: tier }),
    ...(autonomy === undefined ? {} : { autonomy }),
    ...(parent === undefined ? {} : { parent }),
    model_providers: agent.model_providers.map(takeHiddenOut),
    data_classes: agent.data_classes,
    tags: (tags ?? []).map(takeHiddenOut),
    systems: agent.systems.map(takeHiddenOut),
    tools: agent.tools.map(writeTool),
    servers: agent.servers.map(writeServer),
    origins: [...new Set(agent.origins.map(({ path }) => path))].slice(0, 200),
    edited: (Object.keys(edits) as EditableField[]).filter((field) => edits[field] !== undefined),
  };
}

type Tools = NonNullable<Row["tools"]>;
type Servers = NonNullable<Row["servers"]>;

const writePlace = ({ path, line }: { path: string; line: number }): string => `${path}:${line}`;

function writeTool({ name, server, effect, hard, origin }: DraftTool): Tools[number] {
  return { name, server: server ?? "", effect, hard, origin: writePlace(origin) };
}

function writeServer({ name, transport, command, args, url, env, headers, origin }: DraftServer): Servers[number] {
  return {
    name,
    transport,
    command: [...(command === undefined ? [] : [command]), ...(args ?? [])].map(quote).join(" "),
    url: url ?? "",
    variables: env.map(writeSealed),
    headers: headers.map(writeSealed),
    origin: writePlace(origin),
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
