import { createHash } from "node:crypto";
import type pg from "pg";
import { expect } from "vitest";
import type { Environment } from "@/lib/core/environments";
import { joinBody } from "@/lib/snapshots/rules";

/** What nodes would serve: joined from what is stored, and held against its digest. */
export async function readPublished(sql: pg.Pool, environment: Environment) {
  const { rows } = await sql.query<{ epoch: number; sequence: string; digest: string; rest: Buffer }>(
    "select e.epoch, e.sequence, s.digest, s.rest from environments e join snapshots s on s.environment = e.name and s.epoch = e.epoch and s.sequence = e.sequence where e.name = $1",
    [environment],
  );
  const [head] = rows;
  if (!head) throw new Error("There is no snapshot.");
  const parts = await sql.query<{ slug: string; body: Buffer }>(
    `select a.slug, p.body from (select distinct on (slug) slug, part from snapshot_agents where environment = $1
       order by slug, epoch desc, sequence desc) a join policy_parts p on p.digest = a.part order by a.slug collate "C"`,
    [environment],
  );
  const body = Buffer.concat([
    ...joinBody(
      parts.rows.map((row) => [row.slug, row.body] as const),
      head.rest,
    ),
  ]);
  expect(`sha-256:${createHash("sha256").update(body).digest("base64url")}`).toBe(head.digest);
  return { sequence: Number(head.sequence), body: JSON.parse(body.toString()) as Published };
}
type Published = {
  sequence: number;
  systems: Record<string, { verifies_caller: boolean; actions: string[] }>;
  guardrails: { version: number; rules: { id: string; since: number }[] };
  agents: Record<string, { version: number; state: string; rules: { id: string; since: number }[] } | undefined>;
};
