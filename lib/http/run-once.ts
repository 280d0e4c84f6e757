import "server-only";
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Ctx } from "@/lib/access/context";
import { AppError, isAppError } from "@/lib/core/errors";
import { claimKey, completeKey, type IdempotencyRun, releaseKey } from "@/lib/db/idempotency";
import type { Operation } from "@/lib/http/operation";
import { Reply } from "@/lib/http/reply";

type Repeatable = { operation: Operation; key: string; path: string; sentBody: unknown };

/** Carries a creating POST out once per key; a repeat is answered with the resource as it is now, read by `again`. */
export async function runOnce(
  ctx: Ctx,
  request: Repeatable,
  run: () => Promise<unknown>,
  again: (id: string) => Promise<unknown>,
): Promise<unknown> {
  const claim = describeRun(ctx, request);
  const outcome = await claimKey(ctx.db, claim);
  switch (outcome.kind) {
    case "again":
      return again(outcome.resourceId).catch(explainLoss);
    case "running":
      throw new AppError("request_in_progress", "The first request with this Idempotency-Key is still running.", {
        retryAfterSeconds: 1,
      });
    case "other_body":
      throw new AppError("idempotency_key_reused", "This Idempotency-Key was used with another body. Use a new one.");
    case "run":
      return runClaimed(ctx, claim, run);
  }
}

/** The key was good and its work was done; that the result has been deleted since is no fault of this request's address. */
function explainLoss(error: unknown): never {
  if (isAppError(error) && error.code === "not_found")
    throw new AppError("gone", "What the first request with this Idempotency-Key made is no longer there.");
  throw error;
}

async function runClaimed(ctx: Ctx, claim: IdempotencyRun, run: () => Promise<unknown>): Promise<unknown> {
  let result: unknown;
  try {
    result = await run();
  } catch (error) {
    // A refusal changed nothing. After any other failure nobody knows yet: the key waits until its audit event can tell.
    if (isAppError(error)) await releaseKey(ctx.db, claim);
    throw error;
  }
  await completeKey(ctx.db, claim, readMadeId(result));
  return result;
}

function describeRun(ctx: Ctx, { operation, key, path, sentBody }: Repeatable): IdempotencyRun {
  const [created] = operation.audits ?? [];
  if (!created || ctx.viewer.kind === "anonymous")
    throw new Error(`${operation.id} is idempotent and so needs audits and a signed-in caller.`);
  const bodyHash = Buffer.from(
    createHash("sha256")
      .update(canonicalize(sentBody) ?? "")
      .digest(),
  );
  return {
    scope: { caller: ctx.viewer.id, method: operation.method, path, key },
    bodyHash,
    requestId: ctx.requestId,
    created,
    now: ctx.now,
  };
}

function readMadeId(result: unknown): string {
  const output = result instanceof Reply ? result.output : result;
  if (typeof output === "object" && output !== null && "id" in output && typeof output.id === "string")
    return output.id;
  throw new Error("An idempotent operation answers the resource it made, with its id.");
}
