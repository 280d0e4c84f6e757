import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";

const tagList = /^\s*(?:W\/)?"[\x21\x23-\x7E]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7E]*")*\s*$/;
const maxTags = 8;

/**
 * `"v3.k2F…"`: the version, then a hash of the body, since `abilities` differ between viewers of one version.
 * If-Match reads only the version and also takes the bare `"v3"`; If-None-Match compares the whole.
 */
export function writeEtag(version: number, body: string): string {
  return `"v${version}.${createHash("sha256").update(body).digest("base64url").slice(0, 12)}"`;
}

/** The versions an If-Match allows, to be tried in turn. Weak tags never match (RFC 9110, 13.1.1). */
export function readIfMatch(header: string | null): readonly number[] {
  if (header === null)
    throw new AppError("version_required", "Send If-Match with the ETag you read, so that nobody's change is lost.");
  if (header.trim() === "*")
    throw new AppError("version_required", "If-Match: * would overwrite whatever is there. Send the ETag you read.");
  const versions = readTags(header, "If-Match")
    .map((tag) => /^"v(\d{1,9})(?:\.[\w-]+)?"$/.exec(tag)?.[1])
    .filter((version) => version !== undefined);
  return [...new Set(versions.map(Number))];
}

/** Whether the caller already has this representation; weak comparison (RFC 9110, 13.1.2). */
export function isNotModified(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.trim() === "*" || readTags(header, "If-None-Match").some((tag) => tag.replace(/^W\//, "") === etag);
}

function readTags(header: string, name: string): string[] {
  const tags = tagList.test(header) ? header.split(",").map((tag) => tag.trim()) : [];
  if (tags.length > 0 && tags.length <= maxTags) return tags;
  const detail = `${name} must be a list of at most ${maxTags} entity tags like "v3".`;
  throw new AppError("invalid_input", detail, { faults: [{ pointer: "", code: "invalid_header", detail }] });
}
