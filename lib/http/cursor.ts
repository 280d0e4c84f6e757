import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";

/** Where a page ended: the values of its last row, in the order of the sort, the id last. Instants as ISO text. */
export type CursorPosition = readonly (string | number | null)[];

const cursorVersion = 1;
const sealBytes = 12;

/** `scope` names list and sort (`people:name`): a cursor of one list is refused by another. */
export function encodeCursor(scope: string, position: CursorPosition): string {
  const body = Buffer.from(JSON.stringify([cursorVersion, ...position]), "utf8");
  return Buffer.concat([seal(scope, body), body]).toString("base64url");
}

/** Sealed, so that nobody builds on what is inside and a changed cursor is refused instead of giving a wrong page. */
export function decodeCursor(scope: string, cursor: string): CursorPosition {
  const bytes = Buffer.from(cursor, "base64url");
  // Buffer skips characters that are not base64url; only the exact text it would write is accepted.
  if (bytes.length <= sealBytes || bytes.toString("base64url") !== cursor) throw refuseCursor();
  const body = bytes.subarray(sealBytes);
  if (!timingSafeEqual(bytes.subarray(0, sealBytes), seal(scope, body))) throw refuseCursor();
  const [version, ...position] = JSON.parse(body.toString("utf8")) as [number, ...CursorPosition];
  if (version !== cursorVersion) throw refuseCursor();
  return position;
}

function seal(scope: string, body: Uint8Array): Buffer {
  const mac = createHmac("sha256", `ambit-cursor/${getSettings().secret}`).update(`${scope}\0`).update(body);
  return mac.digest().subarray(0, sealBytes);
}

function refuseCursor(): AppError {
  return new AppError("invalid_input", "The cursor is not one of this list. Start again without it.", {
    faults: [{ pointer: "/cursor", code: "invalid_cursor", detail: "The cursor is not one of this list." }],
  });
}

/** From `limit + 1` rows the page and, when there is a row beyond it, the cursor of its end. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  scope: string,
  positionOf: (row: Row) => CursorPosition,
): { rows: readonly Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(scope, positionOf(last)) : null;
  return { rows: page, nextCursor };
}
