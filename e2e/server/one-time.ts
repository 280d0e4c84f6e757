import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { newId } from "@/lib/core/ids";
import type { Role } from "@/lib/core/viewer";

export type OneTime = { path: string; token: string; id: string };

/** A one-time link as the terminal makes it; `minutesLeft` below zero has run out. */
export async function createLink(
  owner: pg.Pool,
  person: { id: string },
  { minutesLeft = 10, next }: { minutesLeft?: number; next?: string } = {},
): Promise<OneTime> {
  const { token, hash } = makeToken();
  const id = newId("link");
  await owner.query(
    `insert into one_time_links (id, token_hash, person_id, origin, created_at, expires_at)
     values ($1, $2, $3, 'terminal', now(), now() + make_interval(mins => $4))`,
    [id, hash, person.id, minutesLeft],
  );
  const query = new URLSearchParams(next === undefined ? { token } : { token, next });
  return { path: `/sign-in/link?${query}`, token, id };
}

type Invited = { name: string; roles?: readonly Role[]; state?: "open" | "expired" | "revoked" };

/** Somebody who was invited by `inviter` and has not answered yet. */
export async function createInvitation(owner: pg.Pool, inviter: { id: string }, invited: Invited): Promise<OneTime> {
  const { token, hash } = makeToken();
  const person = newId("person");
  const id = newId("invitation");
  await owner.query(
    `insert into people (id, email, name, state, roles, created_at, updated_at)
     values ($1, $2, $3, 'invited', $4::person_role[], now(), now())`,
    [person, `${person.toLowerCase()}@example.test`, invited.name, invited.roles ?? ["member"]],
  );
  await owner.query(
    `insert into invitations (id, token_hash, person_id, created_by, created_at, expires_at, revoked_at)
     values ($1, $2, $3, $4, now(), now() + make_interval(days => $5), case when $6 then now() end)`,
    [id, hash, person, inviter.id, invited.state === "expired" ? -1 : 7, invited.state === "revoked"],
  );
  return { path: `/sign-in/invitation?token=${token}`, token, id };
}

function makeToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: createHash("sha256").update(token).digest() };
}
