import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { newId } from "@/lib/core/ids";
import type { Role } from "@/lib/core/viewer";

export type TestPerson = { id: string; email: string; name: string; token: string };

export type PersonOptions = {
  roles?: readonly Role[];
  name?: string;
  /** How long ago the person last proved who they are; step-up asks for at most ten minutes. */
  authenticatedMinutesAgo?: number;
};

/** An active person with an open sign-in, written as the sign-in itself would write it. */
export async function createSignedInPerson(owner: pg.Pool, options: PersonOptions = {}): Promise<TestPerson> {
  const id = newId("person");
  const email = `${id.toLowerCase()}@example.test`;
  const name = options.name ?? `Test ${id.slice(-6)}`;
  const token = randomBytes(32).toString("base64url");
  await owner.query(
    `insert into people (id, email, name, state, roles, created_at, updated_at)
     values ($1, $2, $3, 'active', $4::person_role[], now(), now())`,
    [id, email, name, options.roles ?? ["member"]],
  );
  await owner.query(
    `insert into sign_ins (id, token_hash, person_id, method, created_at, authenticated_at, authenticated_by, last_seen_at, expires_at)
     values ($1, $2, $3, 'link', now(), now() - make_interval(mins => $4), 'link', now(), now() + interval '12 hours')`,
    [newId("signIn"), createHash("sha256").update(token).digest(), id, options.authenticatedMinutesAgo ?? 0],
  );
  return { id, email, name, token };
}

/** A team of which the person is the lead. */
export async function createTeamOf(owner: pg.Pool, person: TestPerson): Promise<string> {
  const id = newId("team");
  await owner.query("insert into teams (id, slug, name, created_at, updated_at) values ($1, $2, $3, now(), now())", [
    id,
    id.toLowerCase().replace("_", "-"),
    `Team ${id.slice(-6)}`,
  ]);
  await owner.query("insert into team_members (team_id, person_id, lead) values ($1, $2, true)", [id, person.id]);
  return id;
}
