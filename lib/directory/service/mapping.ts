import "server-only";
import { authorize, requireRecent } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { roles } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { presentMapping } from "@/lib/directory/present";
import {
  findGroup,
  type GroupRow,
  listGroupsByName,
  listMemberIds,
  updateGroup,
} from "@/lib/directory/repository/groups";
import type { DirectoryGroup, DirectoryGroupPage, GroupMapping, ListGroupsQuery } from "@/lib/directory/schema";
import { listGrants, moveWith, readSlugs } from "@/lib/directory/service/grants";
import { recentMinutes } from "@/lib/directory/service/secrets";
import { writeDirectory } from "@/lib/directory/service/write";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { getTeam } from "@/lib/teams/service";

const scope = "directory_groups:name";

export async function listDirectoryGroups(ctx: Ctx, query: ListGroupsQuery): Promise<DirectoryGroupPage> {
  await authorize(ctx, "directory.read");
  const [key, id] = query.cursor === undefined ? [] : decodeCursor(scope, query.cursor);
  const after = key === undefined ? null : { key: String(key), id: String(id) };
  const found = await listGroupsByName(ctx.db, after, query.limit + 1);
  const { rows, nextCursor } = cutPage(found, query.limit, scope, (row) => [row.nameKey, row.id]);
  return { data: rows.map((row) => present(ctx, row)), next_cursor: nextCursor };
}

/** Whoever is in the group moves with it; whom somebody put into a team by hand stays there. */
export async function mapDirectoryGroup(ctx: Ctx, id: string, { team }: GroupMapping): Promise<DirectoryGroup> {
  await authorize(ctx, "directory.manage");
  requireRecent(ctx, recentMinutes);
  if (team !== null) await getTeam(ctx, team);
  return writeDirectory(ctx, async (tx) => {
    const row = await requireGroup(tx, id);
    if (row.teamId === team) return present(ctx, row);
    await moveWith(tx, ctx, await listMemberIds(tx, id), () =>
      updateGroup(tx, id, { teamId: team, updatedAt: ctx.now }),
    );
    const data = { before: { team: row.teamId }, after: { team } };
    await record(tx, ctx, { type: "directory_group.mapped", subjectId: id, data });
    return present(ctx, await requireGroup(tx, id));
  });
}

async function requireGroup(db: Database | Tx, id: string): Promise<GroupRow> {
  const row = await findGroup(db, id);
  if (!row) throw new AppError("not_found", "There is no such group.");
  return row;
}

function present(ctx: Ctx, row: GroupRow): DirectoryGroup {
  const grants = listGrants(row.displayName, null);
  const settings = { roles: roles.filter((role) => grants.includes(role)), teams: readSlugs(grants) };
  return presentMapping(ctx.viewer, row, settings);
}
