import "server-only";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { can } from "@/lib/access/permissions";
import { durations } from "@/lib/auth/durations";
import { describeBrowser } from "@/lib/auth/rules";
import type { ListSignInsQuery, SignIn, SignInPage } from "@/lib/auth/schema";
import { endSignIns } from "@/lib/auth/sign-ins";
import { AppError } from "@/lib/core/errors";
import type { SignInMethod, Viewer } from "@/lib/core/viewer";
import type { SignIn as Row } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

/** Where a person is signed in right now, newest first. */
export async function listSignIns(ctx: Ctx, personId: string, query: ListSignInsQuery): Promise<SignInPage> {
  await authorize(ctx, "sign_ins.read", { personId });
  const scope = `sign_ins:${personId}`;
  const [createdAt, id] = query.cursor === undefined ? [] : decodeCursor(scope, query.cursor).map(String);
  const after = createdAt && id ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] } : {};
  const idleSince = new Date(ctx.now.getTime() - durations.idleMs);
  const rows = await ctx.db.signIn.findMany({
    where: { ...after, personId, revokedAt: null, expiresAt: { gt: ctx.now }, lastSeenAt: { gt: idleSince } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
  });
  const page = cutPage(rows, query.limit, scope, (row) => [row.createdAt.toISOString(), row.id]);
  return { data: page.rows.map((row) => present(ctx.viewer, row)), next_cursor: page.nextCursor };
}

function present(viewer: Viewer, row: Row): SignIn {
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    method: row.method as SignInMethod,
    browser: describeBrowser(row.userAgent),
    address: row.address,
    current: viewer.kind === "person" && viewer.signIn.id === row.id,
    abilities: can(viewer, "sign_ins.revoke", { personId: row.personId }) ? ["revoke"] : [],
  };
}

export async function revokeSignIn(ctx: Ctx, id: string): Promise<void> {
  const row = await ctx.db.signIn.findUnique({ where: { id }, select: { personId: true } });
  if (!row) throw new AppError("not_found", "There is no such sign-in.");
  await authorize(ctx, "sign_ins.revoke", { personId: row.personId });
  await inTransaction(ctx, (tx) => endSignIns(tx, ctx, { id }, "revoked"));
}

/** Everywhere, or, for one's own, everywhere else. */
export async function revokeSignIns(
  ctx: Ctx,
  personId: string,
  options: { keep_this: boolean },
): Promise<{ ended: number }> {
  await authorize(ctx, "sign_ins.revoke", { personId });
  const kept = options.keep_this && ctx.viewer.kind === "person" ? { id: { not: ctx.viewer.signIn.id } } : {};
  return { ended: await inTransaction(ctx, (tx) => endSignIns(tx, ctx, { personId, ...kept }, "revoked")) };
}

export async function signOut(ctx: Ctx): Promise<void> {
  const { signIn } = requirePerson(ctx);
  await inTransaction(ctx, (tx) => endSignIns(tx, ctx, { id: signIn.id }, "signed_out"));
}

export async function signOutEverywhere(ctx: Ctx): Promise<{ ended: number }> {
  const { id } = requirePerson(ctx);
  return { ended: await inTransaction(ctx, (tx) => endSignIns(tx, ctx, { personId: id }, "signed_out")) };
}
