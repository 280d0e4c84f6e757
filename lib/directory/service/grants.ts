import "server-only";
import type { Ctx } from "@/lib/access/context";
import { getSettings } from "@/lib/config/settings";
import { newId } from "@/lib/core/ids";
import { type Role, roles } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { findMembershipsOf } from "@/lib/directory/repository/groups";
import { writeDirectory } from "@/lib/directory/service/write";
import { enqueue } from "@/lib/jobs/enqueue";
import { readGrants } from "@/lib/people/rules";
import { findById, shiftGroupRoles } from "@/lib/people/service";
import { shiftGroups } from "@/lib/teams/service";

/** `security`, `team:payments`: as the settings write what a group gives. */
type Grants = ReadonlySet<string>;
export type Move = { person: string; gained: string[]; lost: string[] };

const nothing: Grants = new Set();

/** More than these are moved by jobs: each takes a dozen statements, and a transaction has ten seconds. */
const movedAtOnce = 50;

/** What a group of this name, mapped to this team, gives: by the settings, by the mapping. */
export function listGrants(groupName: string, teamSlug: string | null): string[] {
  const mapping = getSettings().oidc?.groups ?? {};
  const { roles: given, teamSlugs } = readGrants([groupName], mapping);
  const slugs = teamSlug === null ? teamSlugs : [...teamSlugs, teamSlug];
  return [...given, ...slugs.map((slug) => `team:${slug}`)];
}

export async function readGrantsOf(db: Database | Tx, ids: readonly string[]): Promise<Map<string, Grants>> {
  const grants = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { personId, groupName, teamSlug } of await findMembershipsOf(db, ids)) {
    for (const grant of listGrants(groupName, teamSlug)) grants.get(personId)?.add(grant);
  }
  return grants;
}

/** Makes a change to groups, and moves whom it gives or takes something. What a person or a claim gave stays. */
export async function moveWith(
  tx: Tx,
  ctx: Ctx,
  ids: readonly string[],
  change: () => Promise<unknown>,
): Promise<void> {
  const before = await readGrantsOf(tx, ids);
  await change();
  const after = await readGrantsOf(tx, ids);
  const moves = ids.flatMap((person): Move[] => {
    const [held, given] = [before.get(person) ?? nothing, after.get(person) ?? nothing];
    const gained = [...given].filter((grant) => !held.has(grant));
    const lost = [...held].filter((grant) => !given.has(grant));
    return gained.length + lost.length === 0 ? [] : [{ person, gained, lost }];
  });
  for (const move of moves.slice(0, movedAtOnce)) await carryOut(tx, ctx, move);
  for (let from = movedAtOnce; from < moves.length; from += movedAtOnce) {
    const directory = ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id;
    await enqueue(tx, "directory_moves", { directory, moves: moves.slice(from, from + movedAtOnce) });
  }
}

/** Somebody who is back gets what their groups give; while they were away nothing was given. */
export async function giveAll(tx: Tx, ctx: Ctx, person: string): Promise<void> {
  const grants = (await readGrantsOf(tx, [person])).get(person) ?? nothing;
  await carryOut(tx, ctx, { person, gained: [...grants], lost: [] });
}

/** A job of `moveWith`. The groups may have changed since: only what they still say is done. */
export async function moveLater(db: Database, actor: string, moves: readonly Move[]): Promise<void> {
  const viewer = actor.startsWith("dir_")
    ? ({ kind: "directory", id: actor } as const)
    : ({ kind: "system", id: "worker" } as const);
  const ctx: Ctx = { viewer, requestId: newId("request"), now: new Date(), db };
  await writeDirectory(ctx, async (tx) => {
    const grants = await readGrantsOf(
      tx,
      moves.map(({ person }) => person),
    );
    for (const { person, gained, lost } of moves) {
      const given = grants.get(person) ?? nothing;
      const still = gained.filter((grant) => given.has(grant));
      const gone = lost.filter((grant) => !given.has(grant));
      if (still.length + gone.length > 0) await carryOut(tx, ctx, { person, gained: still, lost: gone });
    }
  });
}

async function carryOut(tx: Tx, ctx: Ctx, { person, gained, lost }: Move): Promise<void> {
  const { state } = await findById(tx, person);
  if (state === "erased") return;
  const given = state === "active" || state === "invited" ? gained : [];
  const [roleGrants, roleLosses] = [readRoles(given), readRoles(lost)];
  if (roleGrants.length + roleLosses.length > 0)
    await shiftGroupRoles(tx, ctx, person, { gained: roleGrants, lost: roleLosses });
  await shiftGroups(tx, ctx, person, { gained: readSlugs(given), lost: readSlugs(lost) });
}

function readRoles(grants: readonly string[]): Role[] {
  return roles.filter((role) => grants.includes(role));
}

export function readSlugs(grants: Iterable<string>): string[] {
  return [...grants].flatMap((grant) => (grant.startsWith("team:") ? [grant.slice("team:".length)] : []));
}

/** What the directory's groups give a person who signs in by a provider: its claim alone would take it away. */
export async function readDirectoryGrants(tx: Tx, personId: string): Promise<{ roles: Role[]; teamSlugs: string[] }> {
  const grants = [...((await readGrantsOf(tx, [personId])).get(personId) ?? [])];
  return { roles: readRoles(grants), teamSlugs: readSlugs(grants) };
}
