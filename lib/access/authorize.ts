import "server-only";
import type { Ctx } from "@/lib/access/context";
import { type Action, can, permissions, type Target } from "@/lib/access/permissions";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import type { PersonViewer } from "@/lib/core/viewer";
import { openInEarnest } from "@/lib/db/rehearsal";
import { inTransaction } from "@/lib/db/transaction";

/** Passes or throws. A refusal is an event of its own, written although nothing else will be. */
export async function authorize(ctx: Ctx, action: Action, target: Target = {}): Promise<void> {
  if (can(ctx.viewer, action, target)) return;
  if (ctx.viewer.kind === "anonymous") throw new AppError("unauthenticated", "Sign in, then try again.");
  await inTransaction({ db: openInEarnest(ctx.db) }, (tx) =>
    record(tx, ctx, {
      type: "access.denied",
      subjectId: action,
      data: {
        person: target.personId ?? null,
        team: target.teamId ?? null,
        ...(target.agentId === undefined ? {} : { agent: target.agentId }),
      },
    }),
  );
  const { roles, words } = permissions[action];
  const givers =
    roles.length > 0
      ? `It needs the role ${roles.join(" or ")}; an admin can give it.`
      : "Only the person themselves can do it.";
  throw new AppError("forbidden", `You may not: ${words.toLowerCase()}. ${givers}`, {
    members: { action, needs_roles: roles },
  });
}

/** For what only a person can do: no system, no machine. */
export function requirePerson(ctx: Ctx): PersonViewer {
  if (ctx.viewer.kind !== "person") throw new AppError("unauthenticated", "Sign in, then try again.");
  return ctx.viewer;
}

/** Step-up: passes when the person proved who they are within the last minutes, with this browser. */
export function requireRecent(ctx: Ctx, minutes: number): PersonViewer {
  const viewer = requirePerson(ctx);
  const age = ctx.now.getTime() - viewer.signIn.authenticatedAt.getTime();
  if (age > minutes * 60_000) {
    throw new AppError(
      "reauthentication_required",
      `Confirm that it is you: this needs a sign-in at most ${minutes} minutes old.`,
      {
        members: { max_age_seconds: minutes * 60 },
      },
    );
  }
  return viewer;
}
