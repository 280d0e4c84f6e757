import type { ImportDraft, SealedValue } from "@/lib/imports/rules";
import { hashText } from "@/lib/core/sha256";
import { isReference, looksSecret, namesSecret, removed, removeSecrets } from "@/lib/imports/parse/secrets/suspicion";

/** A shorter value is too common a word to be taken out of texts. */
const shortest = 6;

/** The values that were read and must not leave. Lives as long as one import is parsed. */
export class Vault {
  readonly #salt: string;
  /** By their first signs, so that a text is searched once and not once a value. */
  readonly #values = new Map<string, Set<string>>();

  constructor(salt: string) {
    // Without a salt a fingerprint is a plain hash, and `hunter2` or a four-digit code is guessed from it at once: whoever
    // reads the fingerprint has the value. The salt is drawn anew for each draft and never leaves the browser, so a
    // fingerprint tells which values of one draft are equal and nothing else.
    if (salt.length < 16) throw new RangeError("The salt of an import needs 16 characters or more, drawn at random.");
    this.#salt = salt;
  }

  seal(name: string, value: string): SealedValue {
    this.keep(name, value);
    return { name: cleanName(name), fingerprint: this.fingerprint(name, value), reference: isReference(value) };
  }

  fingerprint(name: string, value: string): string {
    return `sha-256:${hashText(`ambit-import/1\n${this.#salt}\n${name}\n${value}`).slice(0, 12)}`;
  }

  /** Remembers a value, so that a copy of it elsewhere in the files is taken out as well. */
  keep(name: string, value: string): void {
    if (isReference(value) || !worthSweeping(name, value)) return;
    this.#remember(value);
    // `Bearer abc` in a header is `abc` in an argument.
    const bare = /^(?:bearer|basic|token)\s+(\S.*)$/is.exec(value)?.[1];
    if (bare !== undefined && bare.length >= shortest) this.#remember(bare);
  }

  #remember(value: string): void {
    const start = value.slice(0, shortest);
    const values = this.#values.get(start) ?? new Set();
    this.#values.set(start, values.add(value));
  }

  clean(text: string): string {
    return removeSecrets(this.#removeKept(text));
  }

  #removeKept(text: string): string {
    if (this.#values.size === 0) return text;
    let clean = "";
    let from = 0;
    for (let at = 0; at + shortest <= text.length;) {
      const length = this.#matchAt(text, at);
      if (length > 0) {
        clean += text.slice(from, at) + removed;
        from = at + length;
      }
      at += Math.max(1, length);
    }
    return clean + text.slice(from);
  }

  /** The length of the longest value that stands here. */
  #matchAt(text: string, at: number): number {
    let longest = 0;
    for (const value of this.#values.get(text.slice(at, at + shortest)) ?? []) {
      if (value.length > longest && text.startsWith(value, at)) longest = value.length;
    }
    return longest;
  }

  /** The last door: every text of the draft once more, after all values of all files are known. */
  sweep(draft: ImportDraft): ImportDraft {
    if (this.#values.size === 0) return draft;
    return this.#sweepValue(draft);
  }

  #sweepValue<T>(value: T): T;
  #sweepValue(value: unknown): unknown {
    if (typeof value === "string") return this.#removeKept(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.#sweepValue(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => [name, closedFields.has(name) ? held : this.#sweepValue(held)]),
    );
  }
}

/** Their words are ours, whatever stands in a file. */
const closedFields = new Set([
  "id",
  "severity",
  "title",
  "kind",
  "effect",
  "environment",
  "tier_target",
  "fingerprint",
]);

/**
 * `production` or `8080` in `env` is dropped where it stands, but is no reason to take the word out of names elsewhere.
 */
function worthSweeping(name: string, value: string): boolean {
  if (value.length < shortest) return false;
  if (holdsSecret(name, value)) return true;
  return value.length >= 8 && /\d/.test(value) && /[a-z]/i.test(value) && !/[\s/.:]/.test(value);
}

/** A value that should not stand in a file. */
export function holdsSecret(name: string, value: string): boolean {
  if (value.trim() === "" || isReference(value)) return false;
  if (looksSecret(value.slice(0, 8192))) return true;
  return namesSecret(name) && !/^(?:true|false|null|none|yes|no|on|off|\d{1,5})$/i.test(value);
}

/** In a file with mistakes a value can end up where a name belongs. */
function cleanName(name: string): string {
  return /^[\w.$()-]{1,128}$/.test(name) && !looksSecret(name) ? name : "(unreadable name)";
}
