import { z } from "zod";

const count = z.int().nonnegative();

/** The first file of an archive: what it holds, so that a restore can be judged before and checked after. */
export const manifestSchema = z.strictObject({
  format: z.literal("ambit-backup/1"),
  made_at: z.iso.datetime(),
  version: z.string(),
  /** What had been applied, oldest first: a restore goes exactly there before it fills the tables. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })).min(1),
  /** In the order they must be filled in. */
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: count })),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  jobs: count,
  audit: z.strictObject({ size: count, root: z.base64() }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The last file: over names and contents of all before it. */
export const sealSchema = z.strictObject({ entries: count, sha256: z.string() });
