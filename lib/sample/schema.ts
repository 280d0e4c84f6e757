import * as z from "zod/mini";

/** How much sample data there is. It is marked everywhere and counts in no figure. */
export const Sample = z.object({
  present: z.boolean(),
  agents: z.int(),
  systems: z.int(),
  people: z.int(),
  teams: z.int(),
  decisions: z.int(),
  abilities: z.array(z.enum(["add", "delete"])),
});
export type Sample = z.output<typeof Sample>;
