import "server-only";
import {
  agentKinds,
  type AgentKind,
  type Autonomy,
  autonomies,
  type DataClass,
  dataClasses,
  type Tier,
  tiers,
} from "@/lib/agents/rules";
import type { DeclaredServer, DeclaredTool } from "@/lib/agents/schema";
import { type Environment, environments } from "@/lib/core/environments";
import { findHidden, nameCharacter, visibleLine } from "@/lib/core/visible-text";
import type { ImportRowInput } from "@/lib/imports/schema";
import { writeSystemSlug } from "@/lib/systems/rules";

export type RowFault = { field: string; detail: string };

/** What a row says, each value known to be one. What it does not say is left out. */
export type RowFields = {
  name: string;
  purpose?: string;
  kind?: AgentKind;
  environment?: Environment;
  tier_target?: Tier;
  autonomy?: Autonomy;
  model_providers?: string[];
  data_classes?: DataClass[];
  tags?: string[];
};

export type CheckedRow = {
  fields: RowFields;
  slug: string | undefined;
  ownerEmail: string | undefined;
  deputyEmail: string | undefined;
  systems: string[] | undefined;
  tools: DeclaredTool[];
  servers: DeclaredServer[];
  faults: RowFault[];
};

/** Judges a row by itself, without looking at what is there. */
export function checkRow(row: ImportRowInput): CheckedRow {
  const faults: RowFault[] = [];
  const say = (field: string, detail: string): void => void faults.push({ field, detail });
  const choose = <T extends string>(field: string, given: string | undefined, list: readonly T[]): T | undefined => {
    const plain = given?.trim();
    if (plain === undefined || plain === "") return undefined;
    const known = list.find((one) => one === plain);
    if (known === undefined) say(field, `\`${clip(plain)}\` is none of ${list.join(", ")}.`);
    return known;
  };
  const line = (field: string, given: string, max: number): string | undefined => {
    const trimmed = given.trim();
    const wrong = explainText(trimmed, max, false);
    if (wrong !== undefined) say(field, wrong);
    return wrong === undefined ? trimmed : undefined;
  };
  const lines = (field: string, given: readonly string[] | undefined, max: number, most: number) => {
    const list = unique((given ?? []).flatMap((one) => line(field, one, max) ?? []));
    if (list.length > most) say(field, `There are ${list.length}; an agent has at most ${most}.`);
    return list;
  };
  const slug = row.slug?.trim() === "" ? undefined : row.slug?.trim();
  if (slug !== undefined && !/^[a-z0-9][a-z0-9-]{1,62}$/.test(slug))
    say("slug", `\`${clip(slug)}\` is no slug: lower-case letters, digits and hyphens, 2 to 63 characters.`);
  if (row.name.trim() === "") say("name", "The agent has no name.");
  else if (line("name", row.name, 120) !== undefined && !visibleLine.test(row.name.trim()))
    say("name", "Nothing of the name can be seen.");
  const purpose = row.purpose?.replaceAll("\r\n", "\n").trim();
  const wrongPurpose = purpose === undefined ? undefined : explainText(purpose, 2_000, true);
  if (wrongPurpose !== undefined) say("purpose", wrongPurpose);
  const found: Optional<RowFields> = {
    name: row.name.trim(),
    purpose: purpose === "" ? undefined : purpose,
    kind: choose("kind", row.kind, agentKinds),
    environment: choose("environment", row.environment, environments),
    tier_target: choose("tier_target", row.tier_target, tiers),
    autonomy: choose("autonomy", row.autonomy, autonomies),
    model_providers: filled(lines("model_providers", row.model_providers, 60, 20)),
    data_classes: filled(
      (row.data_classes ?? []).flatMap((one) => choose("data_classes", one, dataClasses) ?? []).toSorted(),
    ),
    tags: filled(lines("tags", row.tags, 40, 20)),
  };
  return {
    fields: dropEmpty(found) as RowFields,
    slug,
    ownerEmail: readEmail(row.owner_email),
    deputyEmail: readEmail(row.deputy_email),
    systems: filled(unique(lines("systems", row.systems, 120, 50).map(readSystem))),
    tools: uniqueTools(row.tools ?? []),
    servers: uniqueByName(row.servers ?? []).map((server) => ({ ...server, ...readNames(server) })),
    faults,
  };
}

type Optional<T> = { [K in keyof T]?: T[K] | undefined };
const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? [...new Set(list)] : undefined);
const unique = (list: readonly string[]): string[] => [...new Set(list)];

function dropEmpty(fields: Optional<RowFields>): Partial<RowFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** In running text a picture may be made of several signs. */
const invisible = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u;

function explainText(text: string, max: number, severalLines: boolean): string | undefined {
  if (text.length > max)
    return `It has ${text.length.toLocaleString("en")} characters; at most ${max.toLocaleString("en")} are allowed.`;
  const sign = severalLines ? invisible.exec(text)?.[0] : undefined;
  const hidden = severalLines ? sign && nameCharacter(sign) : findHidden(text);
  return hidden && `It holds a character that cannot be seen, ${hidden}. Write it again by hand.`;
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** People are found by the address alone; whether it is one is told by whether somebody has it. */
function readEmail(given: string | undefined): string | undefined {
  const email = given?.trim().toLowerCase();
  return email === "" ? undefined : email;
}

function readSystem(name: string): string {
  return /^[a-z0-9][a-z0-9_-]{0,62}$/.test(name) ? name : writeSystemSlug(name);
}

const strictness = ["prohibit", "ask", "approve", null];

/** Of several rules for one tool the strictest counts: that is how the programs that read these files do it. */
function uniqueTools(tools: readonly DeclaredTool[]): DeclaredTool[] {
  const byName = new Map<string, DeclaredTool>();
  for (const tool of tools) {
    const other = byName.get(tool.name);
    if (tool.name.trim() === "") continue;
    if (!other || strictness.indexOf(tool.effect) < strictness.indexOf(other.effect)) byName.set(tool.name, tool);
  }
  return [...byName.values()];
}

function uniqueByName<T extends { name: string }>(list: readonly T[]): T[] {
  return [...new Map(list.toReversed().map((one) => [one.name, one])).values()].toReversed();
}

type Named = NonNullable<ImportRowInput["servers"]>[number];

/** Only names and fingerprints are kept of variables and headers, whatever the caller sent. */
function readNames({ variables, headers }: Named): Pick<DeclaredServer, "variables" | "headers"> {
  const keep = (list: Named["variables"]): DeclaredServer["variables"] =>
    list.map(({ name, fingerprint }) => ({ name, fingerprint: fingerprint ?? null }));
  return { variables: keep(variables), headers: keep(headers) };
}
