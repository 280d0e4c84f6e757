import type { SealedValue } from "@/lib/imports/rules";
import type { StringNode } from "@/lib/imports/parse/json/node";
import { isReference, namesSecret, removed } from "@/lib/imports/parse/secrets/suspicion";
import { splitWords } from "@/lib/imports/parse/secrets/words";
import { holdsSecret, type Vault } from "@/lib/imports/parse/secrets/vault";

export type ReadArguments = { args: string[]; env: SealedValue[]; headers: SealedValue[]; secretLines: number[] };

type Purpose = "env" | "header" | "secret";
type Split = { start: string; purpose: Purpose | undefined; value: string };

const longest = 4000;

/**
 * Arguments as they may be kept. `-e NAME=value` and `--header "Name: value"` are `env` and `headers` in another place, so
 * their values go too, whatever they look like.
 */
export function readArguments(vault: Vault, nodes: readonly Pick<StringNode, "value" | "line">[]): ReadArguments {
  const read: ReadArguments = { args: [], env: [], headers: [], secretLines: [] };
  let flag: string | undefined;
  for (const { value: text, line } of nodes) {
    const split = flag === undefined || text.startsWith("-") ? splitInline(text) : splitAfter(flag, text);
    const clean = split.purpose === undefined ? cleanPlain(vault, text) : cleanSplit(vault, split, read);
    if (clean.secret) read.secretLines.push(line);
    read.args.push(clean.text.slice(0, longest));
    flag = /^--?[\w-]{1,80}$/.test(text) ? text : undefined;
  }
  return read;
}

/** A secret in one of the words of a command line. */
export function holdsInWords(vault: Vault, line: string): boolean {
  const words = splitWords(line).map((value) => ({ value, line: 1 }));
  return readArguments(vault, words).secretLines.length > 0;
}

function purposeOf(flag: string): Purpose | undefined {
  const name = flag.replace(/^-+/, "");
  if (flag === "-e" || name === "env") return "env";
  if (flag === "-H" || /^headers?$/.test(name)) return "header";
  // `--token-file` names a place and `--auth` a method.
  return namesSecret(name) && !/^no-|[-_](?:file|path|env|mode|type|name|method)$|^auth$/.test(name)
    ? "secret"
    : undefined;
}

function splitAfter(flag: string, text: string): Split {
  const purpose = purposeOf(flag);
  return purpose === undefined ? splitInline(text) : { start: "", purpose, value: text };
}

function splitInline(text: string): Split {
  const joined = /^-e([A-Za-z_]\w{0,100}=.*)$/s.exec(text)?.[1];
  if (joined !== undefined) return { start: "-e", purpose: "env", value: joined };
  const [, flag, value] = /^(--?[\w-]{1,80})=(.*)$/s.exec(text) ?? [];
  if (flag !== undefined && value !== undefined) return { start: `${flag}=`, purpose: purposeOf(flag), value };
  const assigns = /^[A-Z_][A-Z0-9_]{0,100}=/.test(text);
  return { start: "", purpose: assigns ? "env" : undefined, value: text };
}

type Clean = { text: string; secret: boolean };

function cleanPlain(vault: Vault, text: string): Clean {
  const clean = vault.clean(text.slice(0, longest * 2));
  return { text: clean, secret: clean.includes(removed) && !text.includes(removed) };
}

function cleanSplit(vault: Vault, { start, purpose, value }: Split, read: ReadArguments): Clean {
  if (purpose === "secret") {
    if (isReference(value) || value === "") return { text: start + value, secret: false };
    vault.keep("secret", value);
    return { text: start + removed, secret: true };
  }
  const sign = purpose === "env" ? "=" : ":";
  const at = value.indexOf(sign);
  // `-e NAME` passes a variable on; its value is elsewhere.
  if (at === -1) return cleanPlain(vault, start + value);
  const name = value.slice(0, at).trim();
  const held = value.slice(at + 1).trim();
  const sealed = vault.seal(name, held);
  (purpose === "env" ? read.env : read.headers).push(sealed);
  const kept = sealed.reference ? held : removed;
  return {
    text: `${start}${sealed.name}${sign}${purpose === "env" ? "" : " "}${kept}`,
    secret: holdsSecret(name, held),
  };
}
