import "server-only";
import type { Ctx } from "@/lib/access/context";
import { listOwnerships } from "@/lib/agents/service";
import { isAppError } from "@/lib/core/errors";
import { getPerson } from "@/lib/people/service";

type Named = { id: string; name: string };

/** People the filter by owner offers: those who answer for agents, the latest first, and those an address names. */
export async function listKeepers(ctx: Ctx, wanted: readonly string[]): Promise<readonly Named[]> {
  const { data } = await listOwnerships(ctx, { state: ["accepted", "asked"], limit: 100 });
  const keepers = new Map(data.map(({ person }) => [person.id, { id: person.id, name: person.name }]));
  for (const id of wanted.filter((one) => one.startsWith("per_")).slice(0, 20)) {
    const person = keepers.has(id) ? undefined : await findPerson(ctx, id);
    if (person) keepers.set(id, person);
  }
  return [...keepers.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** An old link may name somebody who is not there any more. */
async function findPerson(ctx: Ctx, id: string): Promise<Named | undefined> {
  try {
    const { name } = await getPerson(ctx, id);
    return { id, name };
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
