import { isSecretName, isTellingName, looksRandom } from "@/lib/decisions/rules/masking/names";
import { growPaths, type PathTree } from "@/lib/decisions/rules/path-tree";
import { holdsSecret, isCardNumber } from "@/lib/decisions/rules/masking/shapes";
import type { Json, JsonMembers } from "@/lib/policy/rules";

/** The same value has the same mark in one environment, and nobody without its key can try values against it. */
export type Seal = (text: string) => string;

export type Masked<T> = { readonly value: T; readonly paths: readonly string[] };

/**
 * Members with every secret among them replaced: whatever a path of `secret` leads to, what is called like a secret, and
 * what looks like one. `root` begins the paths that are told.
 */
export function maskMembers(
  members: JsonMembers,
  root: string,
  secret: readonly string[],
  seal: Seal,
): Masked<JsonMembers> {
  const paths: string[] = [];
  const work: Work = { seal, paths };
  const value = maskObject(members, root, growPaths(secret.map((path) => path.split("."))), work);
  return { value, paths };
}

/** A text of its own, such as the id of a resource. */
export function maskText(text: string, seal: Seal): string | undefined {
  return holdsSecret(text) ? `redacted:${seal(text)}` : undefined;
}

type Work = { readonly seal: Seal; readonly paths: string[] };

function maskObject(members: JsonMembers, path: string, secret: PathTree | undefined, work: Work): JsonMembers {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]): [string, Json] => {
      // A key may stand where a name belongs: it must not lie among the paths either.
      const shown = maskText(name, work.seal) ?? name;
      const here = `${path}.${shown}`;
      if (shown !== name) work.paths.push(here);
      const below = secret?.below.get(name);
      return [shown, isSecret(name, value, below) ? replace(value, here, work) : maskValue(value, here, below, work)];
    }),
  );
}

function maskValue(value: Json, path: string, secret: PathTree | undefined, work: Work): Json {
  if (typeof value === "string") return holdsSecret(value) ? replace(value, path, work) : value;
  if (typeof value === "number") return isCardNumber(String(value)) ? replace(value, path, work) : value;
  if (typeof value !== "object" || value === null) return value;
  if (!isList(value)) return maskObject(value, path, secret, work);
  return value.map((item, at) => maskValue(item, `${path}.${at}`, secret, work));
}

function isSecret(name: string, value: Json, below: PathTree | undefined): boolean {
  if (below?.isEnd) return true;
  if (value === null || typeof value === "boolean" || value === "") return false;
  if (isSecretName(name)) return true;
  return typeof value === "string" && isTellingName(name) && looksRandom(value);
}

function replace(value: Json, path: string, { seal, paths }: Work): Json {
  paths.push(path);
  return { redacted: seal(typeof value === "string" ? value : JSON.stringify(value)) };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
