import "server-only";
import { environments } from "@/lib/core/environments";
import type { Transaction } from "@/lib/db/client";
import type { Reader } from "./rows";

/** Somebody who can be written to: here, with an address, and real. */
export async function findMailable(db: Reader, personId: string): Promise<{ name: string; email: string } | null> {
  const person = await db.person.findUnique({
    where: { id: personId, state: "active", sample: false },
    select: { name: true, email: true },
  });
  return person?.email ? { name: person.name, email: person.email } : null;
}

type Due = { asked: number; due: number; overdue: number; first: Date | null };

/** What waits for this person: questions, confirmations until then, and those whose time is over. */
export async function countDue(db: Reader, personId: string, now: Date, until: Date): Promise<Due> {
  const [row] = await db.$queryRaw<Due[]>`
    select count(*) filter (where o.state = 'asked')::int as asked,
      count(*) filter (where o.state = 'accepted' and o.confirm_by > ${now} and o.confirm_by <= ${until})::int as due,
      count(*) filter (where o.state = 'accepted' and o.confirm_by <= ${now})::int as overdue,
      min(o.confirm_by) filter (where o.state = 'accepted' and o.confirm_by > ${now}) as first
    from agent_owners o join agents a on a.id = o.agent_id
    where o.person_id = ${personId} and o.state in ('asked', 'accepted') and a.state <> 'retired'`;
  return row ?? { asked: 0, due: 0, overdue: 0, first: null };
}

/** What waits for a second person from security. Sample data waits for nobody. */
export function countInReview(db: Reader): Promise<number> {
  return db.agent.count({ where: { environment: { in: [...environments] }, state: "in_review", sample: false } });
}

/** Whose confirmation came within notice, or became overdue, in that time. */
export async function findDuePeople(
  tx: Transaction,
  { from, until }: { from: Date; until: Date },
  noticeMs: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct o.person_id as id from agent_owners o
      join agents a on a.id = o.agent_id join people p on p.id = o.person_id
    where o.state = 'accepted' and a.state <> 'retired' and p.state = 'active' and not p.sample
      and ((o.confirm_by > ${from} and o.confirm_by <= ${until})
        or (o.confirm_by > ${new Date(from.getTime() + noticeMs)} and o.confirm_by <= ${new Date(until.getTime() + noticeMs)}))
    order by 1`;
  return rows.map(({ id }) => id);
}
