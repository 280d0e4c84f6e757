import * as z from "zod/mini";
import { environments } from "@/lib/core/environments";
import { keepingBounds } from "@/lib/decisions/rules";

export const EnvironmentParams = z.strictObject({ name: z.enum(environments) });

/** How long an environment keeps what was decided, and what the calls carried. */
export const EnvironmentKeeping = z.object({
  name: z.enum(environments),
  version: z.int(),
  keep_decisions_days: z.int(),
  keep_arguments_days: z.int(),
  abilities: z.array(z.enum(["update"])),
});
export type EnvironmentKeeping = z.output<typeof EnvironmentKeeping>;
export const EnvironmentList = z.object({ data: z.array(EnvironmentKeeping) });

const days = ({ least, most }: { least: number; most: number }) => z.optional(z.int().check(z.gte(least), z.lte(most)));

export const KeepingChange = z.strictObject({
  keep_decisions_days: days(keepingBounds.decisions),
  keep_arguments_days: days(keepingBounds.arguments),
});
export type KeepingChange = z.output<typeof KeepingChange>;
