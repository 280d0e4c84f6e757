import "server-only";
import { authorize, requirePerson, requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { permissions, type Target } from "@/lib/access/permissions";
import { AppError } from "@/lib/core/errors";
import { takeAttempt } from "@/lib/db/rate-limits";
import { groupAddress } from "@/lib/http/client-address";
import type { Access, Operation } from "@/lib/http/operation";

/** 401 before anything is read: a stranger learns nothing from faults of the input. */
export function requireSignIn(ctx: Ctx, operation: Operation): void {
  if (operation.access.kind !== "public" && ctx.viewer.kind === "anonymous")
    throw new AppError("unauthenticated", "Sign in, then try again.");
  if (operation.personOnly) requirePerson(ctx);
}

/** Counted on all nodes together, before the body is read. An anonymous caller's limits are those of the address. */
export async function limitRate(ctx: Ctx, operation: Operation, address: string): Promise<void> {
  for (const { per, limit, windowSeconds } of operation.rateLimits ?? []) {
    const who = per === "person" && ctx.viewer.kind === "person" ? ctx.viewer.id : groupAddress(address);
    const attempt = await takeAttempt(
      ctx.db,
      { key: `${operation.id}:${per}:${windowSeconds}:${who}`, limit, windowSeconds },
      ctx.now,
    );
    if (!attempt.allowed) {
      throw new AppError("rate_limited", `At most ${limit} attempts in ${windowSeconds} seconds.`, {
        retryAfterSeconds: attempt.retryAfterSeconds,
      });
    }
  }
}

/** The service authorises again with all it knows; here a role is missed before anything is looked up. */
export async function admit(ctx: Ctx, access: Access, params: Readonly<Record<string, string>>): Promise<void> {
  if (access.kind !== "permission") return;
  const permission = permissions[access.action];
  const byRelation = "relations" in permission && !access.target;
  if (!byRelation) await authorize(ctx, access.action, readTarget(access.target, params));
}

export function requireProof(ctx: Ctx, operation: Operation): void {
  if (operation.recentMinutes !== undefined) requireRecent(ctx, operation.recentMinutes);
}

function readTarget(
  target: { personId?: string; teamId?: string } | undefined,
  params: Readonly<Record<string, string>>,
): Target {
  const personId = target?.personId === undefined ? undefined : params[target.personId];
  const teamId = target?.teamId === undefined ? undefined : params[target.teamId];
  return { ...(personId === undefined ? {} : { personId }), ...(teamId === undefined ? {} : { teamId }) };
}
