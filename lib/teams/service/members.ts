import "server-only";
import { releasePerson } from "@/lib/agents/service";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentMember } from "@/lib/teams/present";
import {
  deleteMember,
  findMember,
  findMemberships,
  findTeamIds,
  insertMember,
  isJoinable,
  listMemberRows,
  setLead,
} from "@/lib/teams/repository";
import type { ListMembersQuery, MemberPage, TeamMember } from "@/lib/teams/schema";
import { readAfter, requireTeam } from "@/lib/teams/service/team";

export async function listTeamMembers(ctx: Ctx, teamId: string, query: ListMembersQuery): Promise<MemberPage> {
  await authorize(ctx, "teams.read");
  await requireTeam(ctx.db, teamId);
  const scope = `members:${teamId}`;
  const after = query.cursor === undefined ? null : readAfter(decodeCursor(scope, query.cursor));
  const found = await listMemberRows(ctx.db, teamId, { after, limit: query.limit + 1 });
  const { rows, nextCursor } = cutPage(found, query.limit, scope, ({ row, key }) => [key, row.person.id]);
  return { data: rows.map(({ row }) => presentMember(row)), next_cursor: nextCursor };
}

/** Adds the person, or changes their part in the team. An admin may, and whoever leads it. */
export async function setTeamMember(
  ctx: Ctx,
  teamId: string,
  personId: string,
  { lead }: { lead: boolean },
): Promise<TeamMember> {
  await authorize(ctx, "teams.update", { teamId });
  return inTransaction(ctx, async (tx) => {
    await requireTeam(tx, teamId);
    const added = await addToTeam(tx, ctx, { teamId, personId, lead });
    const member = await findMember(tx, teamId, personId);
    if (!member) throw new AppError("conflict", "The person was removed from the team at the same moment.");
    if (added || member.lead === lead) return presentMember(member);
    await setLead(tx, teamId, personId, lead);
    const data = { person: personId, before: { lead: member.lead }, after: { lead } };
    await record(tx, ctx, { type: "team.member_changed", subjectId: teamId, data });
    return presentMember({ ...member, lead });
  });
}

export async function removeTeamMember(ctx: Ctx, teamId: string, personId: string): Promise<void> {
  await authorize(ctx, "teams.update", { teamId });
  await inTransaction(ctx, async (tx) => {
    if (!(await deleteMember(tx, teamId, personId)))
      throw new AppError("not_found", "This person is not in this team.");
    await record(tx, ctx, { type: "team.member_removed", subjectId: teamId, data: { person: personId } });
    await releasePerson(tx, ctx, { personId, because: "left_team", teamId });
  });
}

type Joining = { teamId: string; personId: string; lead?: boolean; fromGroups?: boolean };

/** For callers that have asked for permission themselves. Answers whether the person is new in the team. */
export async function addToTeam(
  tx: Tx,
  ctx: Ctx,
  { teamId, personId, lead = false, fromGroups = false }: Joining,
): Promise<boolean> {
  await requireTeam(tx, teamId);
  if (await findMember(tx, teamId, personId)) return false;
  if (!(await isJoinable(tx, personId)))
    throw new AppError("conflict", "Only somebody who is active or invited can be in a team.");
  const added = await insertMember(tx, { teamId, personId, lead, fromGroups });
  if (added)
    await record(tx, ctx, {
      type: "team.member_added",
      subjectId: teamId,
      data: { person: personId, lead, from_groups: fromGroups },
    });
  return added;
}

/** Keeps the teams that groups gave in step with the groups; a membership that a person gave is never touched. */
export async function followGroups(tx: Tx, ctx: Ctx, personId: string, slugs: readonly string[]): Promise<void> {
  const wanted = new Set(slugs.length > 0 ? await findTeamIds(tx, slugs) : []);
  for (const teamId of wanted) await addToTeam(tx, ctx, { teamId, personId, fromGroups: true });
  for (const { teamId, fromGroups } of await findMemberships(tx, personId)) {
    if (fromGroups && !wanted.has(teamId)) await leaveByGroups(tx, ctx, teamId, personId);
  }
}

/** The same where a change of groups is known and not all of them: teams that other groups gave stay. */
export async function shiftGroups(
  tx: Tx,
  ctx: Ctx,
  personId: string,
  { gained, lost }: { gained: readonly string[]; lost: readonly string[] },
): Promise<void> {
  for (const teamId of await findTeamIds(tx, gained)) await addToTeam(tx, ctx, { teamId, personId, fromGroups: true });
  const left = new Set(lost.length > 0 ? await findTeamIds(tx, lost) : []);
  for (const { teamId, fromGroups } of await findMemberships(tx, personId)) {
    if (fromGroups && left.has(teamId)) await leaveByGroups(tx, ctx, teamId, personId);
  }
}

async function leaveByGroups(tx: Tx, ctx: Ctx, teamId: string, personId: string): Promise<void> {
  await deleteMember(tx, teamId, personId);
  await record(tx, ctx, {
    type: "team.member_removed",
    subjectId: teamId,
    data: { person: personId, cause: "groups" },
  });
  await releasePerson(tx, ctx, { personId, because: "left_team", teamId });
}
