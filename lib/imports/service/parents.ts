import "server-only";
import type { Ctx } from "@/lib/access/context";
import { findImportTargets, type ImportTarget } from "@/lib/agents/service";
import { refuseChange } from "@/lib/imports/service/compare";
import type { JudgedRow } from "@/lib/imports/service/plan";

/**
 * What becomes of the parents that rows name. One that cannot be linked is said beside the row and changes nothing: the
 * agent itself is as its files say, and the same files once more find nothing to do.
 */
export async function judgeParents(ctx: Ctx, rows: readonly JudgedRow[]): Promise<JudgedRow[]> {
  const families = new Families(rows, await findAbove(ctx, rows));
  return rows.map((row) => {
    if (!namesParent(row) || row.plan === "error" || isLinked(row)) return row;
    const reason = families.link(row);
    if (reason === undefined) return addParent(row);
    const notes = [...row.detail.notes, `Not linked to its parent: ${reason}`];
    return { ...row, detail: { ...row.detail, notes } };
  });
}

const namesParent = ({ row }: JudgedRow): boolean => row.parent !== undefined && row.parent !== "";
const isLinked = ({ row, target }: JudgedRow): boolean => target?.parentKeys.includes(row.parent ?? "") === true;

/** A link is a change of an agent that is there; a new one is made with it. */
export function addParent(judged: JudgedRow): JudgedRow {
  const { row, target, detail } = judged;
  if (!target || isLinked(judged)) return judged;
  const changes = [...detail.changes, { field: "parent", before: null, after: row.parent ?? null }];
  const faults = detail.changes.length > 0 ? detail.faults : [...detail.faults, ...refuseChange({}, target)];
  return { ...judged, plan: faults.length > 0 ? "error" : "update", detail: { ...detail, changes, faults } };
}

type Member = { environment: string | undefined; parents: string[] };

/** The parents that are here already, and theirs, by where they come from. */
async function findAbove(ctx: Ctx, rows: readonly JudgedRow[]): Promise<Map<string, Member>> {
  const found = new Map<string, Member>();
  let wanted = new Set(rows.flatMap((row) => (namesParent(row) ? (row.row.parent ?? []) : [])));
  while (wanted.size > 0) {
    const { byKey } = await findImportTargets(ctx, { slugs: [], keys: [...wanted] });
    const next = new Set<string>();
    for (const key of wanted) {
      const target = byKey.get(key)?.find(({ kept, retired }) => kept && !retired);
      if (target) found.set(key, readMember(target));
      for (const above of target?.parentKeys ?? []) if (!found.has(above) && !wanted.has(above)) next.add(above);
    }
    wanted = next;
  }
  return found;
}

function readMember({ fields, parentKeys }: ImportTarget): Member {
  return { environment: fields.environment, parents: [...parentKeys] };
}

/** Who would stand above whom, taking the rows in their order as the run does. */
class Families {
  readonly #members: Map<string, Member>;

  constructor(rows: readonly JudgedRow[], here: Map<string, Member>) {
    this.#members = here;
    for (const { row, target, plan, checked } of rows) {
      if (plan === "error" || row.key === undefined || row.key === "") continue;
      const environment = checked.fields.environment ?? target?.fields.environment ?? row.default_environment;
      const parents = [...(target?.parentKeys ?? []), ...(here.get(row.key)?.parents ?? [])];
      here.set(row.key, { environment, parents });
    }
  }

  /** Why not; undefined when it is linked. */
  link({ row, target, checked }: JudgedRow): string | undefined {
    const { key = "", parent = "" } = row;
    const above = this.#members.get(parent);
    if (parent === key) return "An agent cannot be its own sub-agent.";
    if (!above) return "Its parent is not here.";
    const environment = checked.fields.environment ?? target?.fields.environment ?? row.default_environment;
    if (above.environment !== environment)
      return `Its parent lives in ${above.environment ?? "another environment"}; a sub-agent lives where its parent does.`;
    if (key !== "" && this.#listAbove(parent).has(key))
      return "It is above its parent already; that would be a circle.";
    this.#members.get(key)?.parents.push(parent);
    return undefined;
  }

  #listAbove(key: string): Set<string> {
    const seen = new Set<string>();
    const open = [key];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      open.push(...(this.#members.get(one)?.parents ?? []));
    }
    return seen;
  }
}
