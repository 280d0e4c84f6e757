import type { FindingId, ImportDraft } from "@/lib/imports/rules";
import { readFiles } from "@/lib/imports/parse/read-files";

export const salt = "a-salt-for-tests-only";
export const now = new Date("2026-11-21T12:00:00Z");

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Files as a person would drop them: path → text, bytes, or a value to be written as JSON. */
export function drop(files: Readonly<Record<string, unknown>>): ImportDraft {
  const read = Object.entries(files).map(([path, held]) => ({ path, bytes: toBytes(held) }));
  return readFiles(read, { now, salt });
}

function toBytes(held: unknown): Uint8Array {
  if (held instanceof Uint8Array) return held;
  return bytesOf(typeof held === "string" ? held : JSON.stringify(held, null, 2));
}

export const idsOf = (draft: ImportDraft): FindingId[] => draft.findings.map(({ id }) => id);
export const messagesOf = (draft: ImportDraft): string[] => draft.faults.map(({ message }) => message);
