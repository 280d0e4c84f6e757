import "server-only";
import { type Environment, environments } from "@/lib/core/environments";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Reader } from "@/lib/decisions/repository/rows";
import type { Keeping } from "@/lib/decisions/rules";

export type EnvironmentKeepingRow = Keeping & { readonly name: Environment };

/** In the order people think of them. */
export async function listKeeping(db: Reader): Promise<EnvironmentKeepingRow[]> {
  const rows = await db.environment.findMany({
    select: { name: true, keepDecisionsDays: true, keepArgumentsDays: true },
  });
  return environments.flatMap((name) => {
    const row = rows.find((one) => one.name === name);
    return row ? [{ name, decisionsDays: row.keepDecisionsDays, argumentsDays: row.keepArgumentsDays }] : [];
  });
}

/** Nobody else changes it until the transaction ends. */
export async function lockKeeping(tx: Transaction, name: Environment): Promise<Keeping | undefined> {
  const rows = await tx.$queryRaw<Keeping[]>`
    select keep_decisions_days as "decisionsDays", keep_arguments_days as "argumentsDays"
      from environments where name = ${name} for update`;
  return rows[0];
}

export async function updateKeeping(tx: Transaction, name: Environment, keeping: Keeping): Promise<void> {
  const { decisionsDays, argumentsDays } = keeping;
  await tx.environment.update({
    where: { name },
    data: { keepDecisionsDays: decisionsDays, keepArgumentsDays: argumentsDays },
  });
}

/** Months that ended before then, whole, and how many those were. A reader that takes long makes it give up, not wait. */
export async function dropMonths(
  tx: Transaction,
  part: "decisions" | "decision_inputs",
  environment: Environment,
  before: Date,
): Promise<number> {
  await tx.$executeRaw`set local lock_timeout = '3s'`;
  const rows = await tx.$queryRaw<{ dropped: number }[]>`
    select ambit_drop_decision_partitions(${part}, ${environment}, ${before}) as dropped`;
  return rows[0]?.dropped ?? 0;
}

export async function hasRowsBefore(
  tx: Transaction,
  part: "decisions" | "decision_inputs",
  environment: Environment,
  id: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from ${Prisma.raw(part)} where environment = ${environment} and id < ${id} limit 1`;
  return rows.length > 0;
}

export async function makeMonth(db: Reader, at: Date): Promise<void> {
  await db.$executeRaw`select ambit_make_decision_partitions(${at})`;
}

/** What calls carried is promised to go on its day, not at the end of a month. */
export function deleteInputsBefore(
  tx: Transaction,
  environment: Environment,
  id: string,
  atMost: number,
): Promise<number> {
  return tx.$executeRaw`
    delete from decision_inputs where environment = ${environment} and id in (
      select id from decision_inputs where environment = ${environment} and id < ${id} order by id limit ${atMost})`;
}

export function deleteCountsBefore(tx: Transaction, environment: Environment, day: string): Promise<number> {
  return tx.$executeRaw`delete from decision_counts where environment = ${environment} and day < ${day}::date`;
}
