import "server-only";
import { randomUUID } from "node:crypto";
import { readArguments } from "@/lib/imports/parse/secrets/arguments";
import { Vault } from "@/lib/imports/parse/secrets/vault";
import type { ImportRowInput } from "@/lib/imports/schema";

export type Clean<T> = { row: T; note: string | undefined };

/**
 * The page takes secrets out before anything leaves the browser; who sends rows by hand may have forgotten it. The same
 * rules are applied here, so what the page sent stays as it is. In steps: a row can be as long as the whole body.
 */
export function* takeSecretsOut<T extends ImportRowInput>(row: T): Generator<undefined, Clean<T>> {
  const vault = new Vault(randomUUID());
  const fields = new Set<string>();
  // Commands first: what they show to be secret is taken out of the other texts too.
  const servers: typeof row.servers = row.servers && [];
  for (const server of row.servers ?? []) {
    const command = cleanCommand(vault, server.command);
    if (command !== server.command) fields.add("servers");
    servers?.push({ ...server, command });
    yield undefined;
  }
  const clean: [string, unknown][] = [];
  for (const [field, held] of Object.entries({ ...row, ...(servers ? { servers } : {}) }) as [string, unknown][]) {
    const after = kept.has(field) ? held : yield* cleanValue(vault, held);
    if (after !== held) fields.add(field);
    clean.push([field, after]);
  }
  const names = [...fields].toSorted().join(", ");
  const note = names === "" ? undefined : `Something that looks like a secret was taken out of ${names}.`;
  return { row: Object.fromEntries(clean) as T, note };
}

/** Words of ours, addresses of people, and what names a place: a path may look like anything. */
const kept = new Set([
  "key",
  "parent",
  "slug",
  "owner_email",
  "deputy_email",
  "kind",
  "environment",
  "default_environment",
  "tier_target",
  "autonomy",
  "data_classes",
  "origins",
  "origin",
  "edited",
  "effect",
  "transport",
  "fingerprint",
]);

/** The very same value where nothing was taken out. */
function* cleanValue(vault: Vault, value: unknown): Generator<undefined, unknown> {
  yield undefined;
  if (typeof value === "string") return value.length < shortest ? value : vault.clean(value);
  if (Array.isArray(value)) {
    const clean: unknown[] = [];
    for (const one of value as unknown[]) clean.push(yield* cleanValue(vault, one));
    return clean.every((one, at) => one === value[at]) ? value : clean;
  }
  if (typeof value !== "object" || value === null) return value;
  const before: [string, unknown][] = Object.entries(value);
  const after: [string, unknown][] = [];
  for (const [name, held] of before) after.push([name, kept.has(name) ? held : yield* cleanValue(vault, held)]);
  return after.every(([, held], at) => held === before[at]?.[1]) ? value : Object.fromEntries(after);
}

/** `pwd=abc` is the shortest text that the rules take anything out of. */
const shortest = 7;

/** Word by word, as the page reads arguments: what follows `--token` is secret whatever it looks like. */
function cleanCommand(vault: Vault, command: string): string {
  const words = (command.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']|["'])+/g) ?? []).map(unquote);
  const { args } = readArguments(
    vault,
    words.map((value) => ({ value, line: 1 })),
  );
  return args.every((word, at) => word === words[at]) ? command : args.map(quote).join(" ");
}

function unquote(word: string): string {
  if (/^"(?:[^"\\]|\\.)*"$/.test(word)) {
    try {
      return String(JSON.parse(word));
    } catch {
      // A backslash of another shell's: the quotes alone go.
    }
  }
  return word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, one?: string, other?: string) => one ?? other ?? "");
}

const quote = (word: string): string => (/^[^\s"']+$/.test(word) ? word : JSON.stringify(word));
