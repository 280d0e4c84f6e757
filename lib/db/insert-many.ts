import "server-only";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/**
 * Rows into one table as one JSON parameter. `createMany` binds each value by itself: for ten thousand rows of thirty
 * columns that costs more than Postgres needs to write them. Fields are named as in Prisma; a field no row has keeps
 * the column's default. Table and fields are names of ours, never input.
 */
export async function insertMany(tx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (fields.length === 0) return;
  const columns = Prisma.raw(fields.map(writeName).join(", "));
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([field, value]: [string, unknown]) => [writeName(field), writeValue(value)]),
      ),
    ),
  );
  await tx.$executeRaw`
    insert into ${Prisma.raw(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${Prisma.raw(table)}, ${json}::json)`;
}

/** `sourceKey` → `source_key` */
function writeName(field: string): string {
  if (!/^[a-zA-Z]+$/.test(field)) throw new Error(`${field} is no field.`);
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function writeValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  return typeof value === "bigint" ? String(value) : value;
}
