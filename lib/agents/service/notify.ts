import "server-only";
import { countDue, findDuePeople, findMailable } from "@/lib/agents/repository";
import { dueNoticeDays } from "@/lib/agents/rules";
import { getSettings } from "@/lib/config/settings";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { canMail, sendMail } from "@/lib/mail/service";

const dayMs = 86_400_000;
/** Whoever is asked for many agents in a row hears of all of them in one mail. */
const gatherMs = 30_000;

/** Without a mail server nothing waits in the table of jobs: the console shows the same to whoever comes. */
export async function queueQuestion(tx: Tx, personId: string): Promise<void> {
  if (!canMail()) return;
  const runAt = new Date(Date.now() + gatherMs);
  await enqueue(tx, "mail_ownership_asked", { person: personId }, { key: `mail_ownership_asked:${personId}`, runAt });
}

/** A change of scope made it due within days, which no clock had foreseen. */
export async function queueConfirmation(tx: Tx, personId: string): Promise<void> {
  if (!canMail()) return;
  const runAt = new Date(Date.now() + gatherMs);
  await enqueue(tx, "mail_confirmation", { person: personId }, { key: `mail_confirmation:${personId}`, runAt });
}

/** Somebody else accepted what they held. */
export async function queueSuccession(tx: Tx, personId: string): Promise<void> {
  if (!canMail()) return;
  const runAt = new Date(Date.now() + gatherMs);
  await enqueue(tx, "mail_succession", { person: personId }, { key: `mail_succession:${personId}`, runAt });
}

export async function mailSuccession(db: Database, personId: string): Promise<void> {
  const person = await findMailable(db, personId);
  if (!person) return;
  await sendMail({
    to: person.email,
    subject: "Somebody else answers for an agent now",
    lines: [
      `Hello ${person.name},`,
      "in Ambit somebody else accepted to answer for what was yours until now. You answer for it no longer. What you still answer for is here:",
      writeLink(),
    ],
  });
}

/** Neutral words and a link: no name of an agent, and nothing anybody wrote, leaves the console by mail. */
export async function mailQuestions(db: Database, personId: string): Promise<void> {
  const person = await findMailable(db, personId);
  if (!person) return;
  const { asked } = await countDue(db, personId, new Date(), new Date());
  if (asked === 0) return;
  await sendMail({
    to: person.email,
    subject: "You are asked to answer for an agent",
    lines: [
      `Hello ${person.name},`,
      `in Ambit you are asked to answer for ${countAgents(asked)}. Until you accept, you answer for nothing. Accept or decline here:`,
      writeLink(),
    ],
  });
}

export async function mailConfirmation(db: Database, personId: string): Promise<void> {
  const person = await findMailable(db, personId);
  if (!person) return;
  const now = new Date();
  const { due, overdue, first } = await countDue(db, personId, now, new Date(now.getTime() + dueNoticeDays * dayMs));
  if (due + overdue === 0) return;
  const sentences = [
    ...(overdue > 0 ? [`Your confirmation for ${countAgents(overdue)} is overdue.`] : []),
    ...(due > 0 && first
      ? [`${countAgents(due)} to confirm, the first until ${first.toISOString().slice(0, 10)}.`]
      : []),
  ];
  await sendMail({
    to: person.email,
    subject: overdue > 0 ? "A confirmation is overdue in Ambit" : "A confirmation is due in Ambit",
    lines: [
      `Hello ${person.name},`,
      `${sentences.join(" ")} An agent whose owner does not confirm is closed after a time of grace.`,
      writeLink(),
    ],
  });
}

/**
 * Each day looks at what came within notice, or became overdue, in the day that ended then, so that each due date is told
 * of once before and once after. A day that was missed is caught up with its own time.
 */
export async function remindOwners(db: Database, until: Date): Promise<number> {
  if (!canMail()) return 0;
  const from = new Date(until.getTime() - dayMs);
  return inTransaction({ db }, async (tx) => {
    const people = await findDuePeople(tx, { from, until }, dueNoticeDays * dayMs);
    for (const person of people) {
      await enqueue(tx, "mail_confirmation", { person }, { key: `mail_confirmation:${person}` });
    }
    return people.length;
  });
}

function countAgents(count: number): string {
  return count === 1 ? "1 agent" : `${count} agents`;
}

function writeLink(): string {
  return `${getSettings().publicUrl}/me`;
}
