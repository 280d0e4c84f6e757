import "server-only";
import type { Database, Transaction } from "@/lib/db/client";

export type RateLimitRule = { key: string; limit: number; windowSeconds: number };

/** Counts one attempt, on all nodes together. Refused attempts count too, so hammering on never lets one through early. */
export async function takeAttempt(
  db: Database | Transaction,
  rule: RateLimitRule,
  now: Date,
): Promise<{ allowed: boolean; retryAfterSeconds: number }> {
  const windowMs = rule.windowSeconds * 1000;
  const windowEnd = new Date(Math.floor(now.getTime() / windowMs) * windowMs + windowMs);
  const rows = await db.$queryRaw<{ used: number }[]>`
    insert into rate_limits (key, window_end, used) values (${rule.key}, ${windowEnd}, 1)
    on conflict (key, window_end) do update set used = rate_limits.used + 1
    returning used`;
  const used = rows[0]?.used ?? 1;
  return { allowed: used <= rule.limit, retryAfterSeconds: Math.ceil((windowEnd.getTime() - now.getTime()) / 1000) };
}

/** For the worker: windows that are over hold addresses nobody needs any more. */
export async function deleteEndedWindows(db: Database, now: Date): Promise<number> {
  const { count } = await db.rateLimit.deleteMany({ where: { windowEnd: { lte: now } } });
  return count;
}
