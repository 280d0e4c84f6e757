import "server-only";
import type { Ctx } from "@/lib/access/context";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findDirectory, lockDirectoryWrites } from "@/lib/directory/repository";
import { judgeDirectory } from "@/lib/directory/rules";
import { ScimError } from "@/lib/directory/rules/scim-error";
import { holdAdmins } from "@/lib/people/service";

let last: Promise<unknown> = Promise.resolve();

/**
 * A write of the directory: one at a time, and with the admins held before anybody's row is. Writers of one process wait
 * here, outside the database: a directory in a hurry leaves its connections to the console.
 */
export function writeDirectory<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const turn = last.then(() => writeAlone(ctx, work));
  last = turn.catch(() => undefined);
  return turn;
}

/** Other processes write too, so the database decides whose turn it is. */
function writeAlone<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    await lockDirectoryWrites(tx);
    await holdAdmins(tx);
    return work(tx);
  });
}

/** The same for what the directory itself sends: its body took time, and so did its turn; a secret that ended meanwhile ends this too. */
export function writeAsDirectory<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return writeDirectory(ctx, async (tx) => {
    const row = ctx.viewer.kind === "directory" ? await findDirectory(tx, ctx.viewer.id) : null;
    if (!row || judgeDirectory(row, new Date()) !== "live") throw new ScimError(401, "The secret ended meanwhile.");
    return work(tx);
  });
}

/** What the answers and the writes of one request need beside the resource itself. */
export type Asked = { base: string; ifMatch: string | null };

/** RFC 7644 3.14: the version that the caller read must be the one that is changed. */
export function checkVersion(ifMatch: string | null, version: string): void {
  if (ifMatch === null || listVersions(ifMatch).some((one) => one === "*" || one === version)) return;
  throw new ScimError(412, "Somebody changed it since it was read. Read it again.");
}

export function listVersions(header: string): string[] {
  return header.split(",").map((one) => one.trim());
}
