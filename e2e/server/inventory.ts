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
