import * as z from "zod/mini";

/** A session as a decision keeps it. One whose lists were too long to keep has none. */
const KeptSession = z.object({
  id: z.string(),
  intent: z.string(),
  actions: z.optional(z.array(z.string())),
  within: z.optional(z.array(z.array(z.string()))),
  parent: z.optional(z.string()),
  initiator: z.optional(z.object({ type: z.string(), id: z.string() })),
  initiator_proven: z.boolean(),
  started_at: z.string(),
});
export type KeptSession = z.output<typeof KeptSession>;

/** "ended": one was named that did not live; undefined: there was none, or nothing is known of it. */
export function readKeptSession(stored: unknown): KeptSession | "ended" | undefined {
  if (stored === "ended") return stored;
  return KeptSession.safeParse(stored).data;
}
