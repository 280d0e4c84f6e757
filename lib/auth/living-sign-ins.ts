import type { Pool } from "pg";
import { durations } from "@/lib/auth/durations";

export type Rights = { roles: readonly string[]; leads: readonly string[] };

/** For streams that stay open: of these sign-ins those that still stand, by the rule of `findSignIn`, with their rights now. */
export async function findLivingSignIns(pool: Pool, ids: readonly string[], now: Date): Promise<Map<string, Rights>> {
  const { rows } = await pool.query<{ id: string } & Rights>(
    `select s.id, p.roles::text[] as roles, array(select m.team_id from team_members m where m.person_id = p.id and m.lead) as leads
       from sign_ins s join people p on p.id = s.person_id
      where s.id = any($1) and s.revoked_at is null and s.expires_at > $2 and s.last_seen_at > $3 and p.state = 'active'`,
    [ids, now, new Date(now.getTime() - durations.idleMs)],
  );
  return new Map(rows.map(({ id, ...rights }) => [id, rights]));
}
