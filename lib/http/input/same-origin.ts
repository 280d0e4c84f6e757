import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { takeAttempt } from "@/lib/db/rate-limits";
import { inTransaction } from "@/lib/db/transaction";
import { leavesAsFile } from "@/lib/http/input/export";
import type { Operation } from "@/lib/http/operation";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Another site's page can make a browser send our cookie, but not hide where it stands: browsers put `Origin` and
 * `Sec-Fetch-Site` on every write and no script can change them. Sign-in is guarded too, although it has no cookie yet:
 * else a stranger's page could sign a person in as somebody else. An export is guarded like a write, since a link to one
 * would leave an event and a file that nobody asked for. Programs send neither header and are let through.
 */
export async function refuseOtherSites(
  request: Request,
  operation: Operation,
  publicUrl: string,
  openCtx: () => Promise<Ctx>,
): Promise<void> {
  const isExport = leavesAsFile(operation, request);
  if ((safeMethods.has(request.method) && !isExport) || !isForeign(request.headers, publicUrl)) return;
  await recordRefusal(await openCtx(), operation);
  const what = isExport ? "Exports are given to" : "Changes are accepted from";
  throw new AppError("cross_site_request", `${what} this console's own pages only.`);
}

function isForeign(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  return (
    (origin !== null && origin !== new URL(publicUrl).origin) ||
    (site !== null && site !== "same-origin" && site !== "none")
  );
}

/** Once a minute for each person: a page that tries for hours must not be able to fill the log. */
async function recordRefusal(ctx: Ctx, { id, access }: Operation): Promise<void> {
  if (ctx.viewer.kind !== "person") return;
  const rule = { key: `cross_site:${ctx.viewer.id}`, limit: 1, windowSeconds: 60 };
  const { allowed } = await takeAttempt(ctx.db, rule, ctx.now);
  if (!allowed) return;
  const subjectId = access.kind === "permission" ? access.action : null;
  const data = { cause: "cross_site_request", operation: id };
  await inTransaction(ctx, (tx) => record(tx, ctx, { type: "access.denied", subjectId, data }));
}
