import "server-only";
import { authorize, requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { getSettings } from "@/lib/config/settings";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { makeToken } from "@/lib/crypto/one-time-token";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { presentDirectory, presentRefusal } from "@/lib/directory/present";
import {
  type DirectoryRow,
  findDirectory,
  findDirectoryNames,
  findRefusals,
  insertDirectory,
  listDirectoryRows,
  lockDirectories,
  revokeDirectoryRow,
} from "@/lib/directory/repository";
import { maxLiveDirectories } from "@/lib/directory/rules";
import type {
  CreatedDirectory,
  DirectoryPage,
  DirectoryRefusals,
  ListDirectoriesQuery,
  NewDirectory,
} from "@/lib/directory/schema";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

const scope = "directories:created_at";
export const recentMinutes = 10;
const dayMs = 24 * 3_600_000;

/** Where the directory sends: what an admin pastes into it. */
export function readScimAddress(): string {
  return `${getSettings().publicUrl}/scim/v2`;
}

export async function listDirectories(ctx: Ctx, query: ListDirectoriesQuery): Promise<DirectoryPage> {
  await authorize(ctx, "directory.read");
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(scope, query.cursor);
  const before = at === undefined ? null : { at: new Date(String(at)), id: String(id) };
  const found = await listDirectoryRows(ctx.db, before, query.limit + 1);
  const { rows, nextCursor } = cutPage(found, query.limit, scope, (row) => [row.createdAt.toISOString(), row.id]);
  return { data: rows.map((row) => presentDirectory(ctx.viewer, row, ctx.now)), next_cursor: nextCursor };
}

/** Two may overlap, so that the new one is in the directory's hands before the old one ends. */
export async function createDirectory(ctx: Ctx, { name, days }: NewDirectory): Promise<CreatedDirectory> {
  await authorize(ctx, "directory.manage");
  requireRecent(ctx, recentMinutes);
  return inTransaction(ctx, async (tx) => {
    if ((await lockDirectories(tx, ctx.now)) >= maxLiveDirectories)
      throw new AppError("conflict", "Two secrets work already. Revoke one of them first.");
    const { token, hash } = makeToken();
    const id = newId("directory", ctx.now.getTime());
    const expiresAt = new Date(ctx.now.getTime() + days * dayMs);
    await insertDirectory(tx, { id, name, tokenHash: hash, createdAt: ctx.now, expiresAt });
    const personal = { personId: null, data: { name } };
    await record(tx, ctx, { type: "directory.created", subjectId: id, data: { days }, personal });
    return { ...presentDirectory(ctx.viewer, await requireDirectory(tx, id), ctx.now), secret: token };
  });
}

/** What a repeated request is answered: never the secret again. */
export async function readCreated(ctx: Ctx, id: string): Promise<CreatedDirectory> {
  await authorize(ctx, "directory.manage");
  return { ...presentDirectory(ctx.viewer, await requireDirectory(ctx.db, id), ctx.now), secret: null };
}

export async function revokeDirectory(ctx: Ctx, id: string): Promise<void> {
  await authorize(ctx, "directory.manage");
  requireRecent(ctx, recentMinutes);
  await inTransaction(ctx, async (tx) => {
    const { name } = await requireDirectory(tx, id);
    if (!(await revokeDirectoryRow(tx, id, ctx.now))) throw new AppError("conflict", "This secret is revoked already.");
    const personal = { personId: null, data: { name } };
    await record(tx, ctx, { type: "directory.revoked", subjectId: id, personal });
  });
}

async function requireDirectory(db: Database | Tx, id: string): Promise<DirectoryRow> {
  const row = await findDirectory(db, id);
  if (!row) throw new AppError("not_found", "There is no such secret.");
  return row;
}

export async function listDirectoryRefusals(ctx: Ctx): Promise<DirectoryRefusals> {
  await authorize(ctx, "directory.read");
  const rows = await findRefusals(ctx.db, 20);
  const names = await findDirectoryNames(
    ctx.db,
    rows.map(({ actor_id }) => actor_id),
  );
  return { data: rows.map((row) => presentRefusal(row, names)) };
}
