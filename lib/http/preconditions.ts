import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";

const maxTags = 8;

/**
 * `"v3.k2F…"`: the version, then a hash of the body, since `abilities` differ between viewers of one version.
 * If-Match reads only the version and also takes the bare `"v3"`; If-None-Match compares the whole.
 */
export function writeEtag(version: number, body: string): string {
  return `"v${version}.${createHash("sha256").update(body).digest("base64url").slice(0, 12)}"`;
}

/**
 * The versions an If-Match allows, to be tried in turn. Weak tags never match (RFC 9110, 13.1.1). Versions begin at 1, so
 * nothing has `"v0"`: inside, 0 asks for no particular version, and nobody may ask for that from outside.
 */
export function readIfMatch(header: string | null): readonly number[] {
  if (header === null)
    throw new AppError("version_required", "Send If-Match with the ETag you read, so that nobody's change is lost.");
  if (header.trim() === "*")
    throw new AppError("version_required", "If-Match: * would overwrite whatever is there. Send the ETag you read.");
  const tags = listTags(header);
  if (!tags || tags.length === 0 || tags.length > maxTags) throw refuseHeader();
  const versions = tags
    .map((tag) => /^"v([1-9]\d{0,8})(?:\.[\w-]+)?"$/.exec(tag)?.[1])
    .filter((version) => version !== undefined);
  return [...new Set(versions.map(Number))];
}

/** Whether the caller already has this representation; weak comparison (RFC 9110, 13.1.2). What is no tag matches nothing. */
export function isNotModified(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.trim() === "*" || (listTags(header) ?? []).some((tag) => tag.replace(/^W\//, "") === etag);
}

/** Empty elements count for nothing (RFC 9110, 5.6.1). Undefined: something in the list is no entity tag. */
function listTags(header: string): string[] | undefined {
  const element = /[ \t]*(?:((?:W\/)?"[\x21\x23-\x7E\x80-\xFF]*")[ \t]*)?(?:,|$)/y;
  const tags: string[] = [];
  while (element.lastIndex < header.length) {
    const match = element.exec(header);
    if (!match) return undefined;
    if (match[1] !== undefined) tags.push(match[1]);
  }
  return tags;
}

function refuseHeader(): AppError {
  const detail = `If-Match must be a list of at most ${maxTags} entity tags like "v3".`;
  return new AppError("invalid_input", detail, { faults: [{ pointer: "", code: "invalid_header", detail }] });
}
