import * as agents from "@/lib/agents/service";
import type { AgentRecord, NewAgent } from "@/lib/agents/schema";
import type { Ctx } from "@/lib/access/context";
import type { PersonViewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import { actAsPerson, makePerson, type TestPerson } from "@/lib/people/testing/people";

let made = 0;

type Made = {
  agent: AgentRecord;
  owner: TestPerson;
  deputy: TestPerson;
  asOwner: Ctx<PersonViewer>;
  asDeputy: Ctx<PersonViewer>;
};

/** An agent whose owner and deputy are two people who accepted. */
export async function makeOwnedAgent(db: Database, wanted: Partial<NewAgent> = {}): Promise<Made> {
  const [owner, deputy] = [await makePerson(db), await makePerson(db)];
  const [asOwner, asDeputy] = [await actAsPerson(db, owner), await actAsPerson(db, deputy)];
  const input = { name: `Agent ${++made}`, purpose: "", environment: "production" as const, ...wanted };
  const { slug, owners } = await agents.createAgent(asOwner, { ...input, deputy: deputy.id });
  await agents.acceptOwnership(asDeputy, slug, owners.find(({ part }) => part === "deputy")?.id ?? "");
  return { agent: await agents.getAgent(asOwner, slug), owner, deputy, asOwner, asDeputy };
}

/** The clock of this person, so many days on. */
export function later(ctx: Ctx<PersonViewer>, days: number): Ctx<PersonViewer> {
  return { ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) };
}
