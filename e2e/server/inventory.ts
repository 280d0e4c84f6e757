import type pg from "pg";
import { newId } from "@/lib/core/ids";

export type TestSystem = { id: string; slug: string; name: string };
type CallerCheck = "mtls" | "token" | "spiffe" | "network_only" | "unknown";

/** A system as the service would write it. */
export async function createSystem(owner: pg.Pool, verifies: CallerCheck = "unknown"): Promise<TestSystem> {
  const id = newId("system");
  const slug = id.toLowerCase().replace("_", "-");
  const name = `System ${id.slice(-6)}`;
  await owner.query(
    `insert into systems (id, slug, name, description, verifies, actions, data_classes, created_at, updated_at)
     values ($1, $2, $3, '', $4::caller_check, '{}', '{}', now(), now())`,
    [id, slug, name, verifies],
  );
  return { id, slug, name };
}

/** A view of the list of agents that this person shares with everybody. */
export async function createView(owner: pg.Pool, person: { id: string }): Promise<string> {
  const id = newId("view");
  await owner.query(
    `insert into saved_views (id, list, name, query, shared, person_id, created_at, updated_at)
     values ($1, 'agents', $2, 'state=draft', true, $3, now(), now())`,
    [id, `View ${id.slice(-6)}`, person.id],
  );
  return id;
}
