import type pg from "pg";
import { createAgent } from "@/e2e/server/agents";
import { createSignedInPerson } from "@/e2e/server/people";
import { newId } from "@/lib/core/ids";

/** What somebody held who has left since, with nobody asked yet. */
export async function createHandover(owner: pg.Pool): Promise<string> {
  const leaver = await createSignedInPerson(owner);
  await createAgent(leaver);
  const id = newId("handover");
  await owner.query("update people set state = 'deactivated' where id = $1", [leaver.id]);
  await owner.query("insert into handovers (id, person_id, because, opened_at) values ($1, $2, 'deactivated', now())", [
    id,
    leaver.id,
  ]);
  await owner.query(
    `update agent_owners set state = 'ended', ended_at = now(), ended_because = 'deactivated', handover_id = $1, accepted_key = null
     where person_id = $2`,
    [id, leaver.id],
  );
  return id;
}
