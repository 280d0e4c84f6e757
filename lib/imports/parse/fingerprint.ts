import { type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { hashHex, hashText } from "@/lib/core/sha256";
import { holdsInWords } from "@/lib/imports/parse/secrets/arguments";
import { looksSecret, removeSecrets } from "@/lib/imports/parse/secrets/suspicion";
import { holdsSecret, type Vault } from "@/lib/imports/parse/secrets/vault";

const sealedNames = new Set(["env", "headers", "environmentVariables", "environment"]);

type Blanks = { spans: { start: number; end: number }[]; vault: Vault; byLook: boolean };

/**
 * The SHA-256 of the bytes, so that an unchanged file is known again. Where a file holds secrets they are blanked first:
 * the names around them are sent, so the hash of the whole would let a guessed password be checked.
 */
export function fingerprintJson(bytes: Uint8Array, text: string, root: JsonNode, vault: Vault): string {
  // A bill of materials is full of digests, which look random and must count.
  const byLook = textOf(memberOf(root, "bomFormat")) === undefined;
  const blanks: Blanks = { spans: [], vault, byLook };
  collect(blanks, root, "", false);
  if (blanks.spans.length === 0) return hashHex(bytes);
  let kept = "";
  let at = 0;
  for (const { start, end } of blanks.spans) {
    kept += `${text.slice(at, start)}\u0000`;
    at = end;
  }
  return hashText(kept + text.slice(at));
}

export function fingerprintText(bytes: Uint8Array, text: string): string {
  const clean = removeSecrets(text);
  return clean === text ? hashHex(bytes) : hashText(clean);
}

/** In a broken file nobody can tell where the secrets are, so its hash is salted and will not be known again. */
export function fingerprintBroken(bytes: Uint8Array, vault: Vault): string {
  const hash = hashHex(bytes);
  return hashText(`${vault.fingerprint("file", hash)}\n${vault.fingerprint("again", hash)}`);
}

/** Every value under `env` or `headers`, wherever they stand, is also remembered: its copies are taken out. */
function collect(blanks: Blanks, node: JsonNode, name: string, sealed: boolean): void {
  if (node.kind === "object") {
    for (const member of node.members) {
      const opens = sealed || sealedNames.has(member.name);
      collect(blanks, member.value, sealed || !opens ? member.name : "", opens);
    }
  } else if (node.kind === "array") {
    for (const item of node.items) collect(blanks, item, name, sealed);
  } else if (sealed || (blanks.byLook && node.kind === "string" && isSecret(blanks.vault, name, node.value))) {
    blanks.spans.push(node);
    // Only what is a secret as a whole is remembered. An address that holds one would take itself out of the draft.
    if (sealed && node.kind === "string") blanks.vault.keep(name, node.value);
  }
}

function isSecret(vault: Vault, name: string, value: string): boolean {
  // `--password hunter2` shows itself only word by word.
  if (name === "command" && holdsInWords(vault, value.slice(0, 8000))) return true;
  return value.length < 512 ? holdsSecret(name, value) : looksSecret(value.slice(0, 8192));
}
