import "server-only";
import type { Role } from "@/lib/core/viewer";
import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { addPerson, deactivatePerson } from "@/lib/people/service";
import { addTeam, addToTeam } from "@/lib/teams/service";

type SamplePerson = { name: string; roles: Role[]; daysAgo: number; team: string; lead?: boolean };

/** Nobody can sign in as one of them: the domain is reserved, so no mail reaches it and no provider vouches for it. */
const staff: readonly SamplePerson[] = [
  { name: "Dana Reyes", roles: ["member", "approver"], daysAgo: 41, team: "Sample Payments", lead: true },
  { name: "Mateo Silva", roles: ["member"], daysAgo: 40, team: "Sample Payments" },
  { name: "Noor Haddad", roles: ["member", "approver"], daysAgo: 33, team: "Sample Payments" },
  { name: "Kofi Mensah", roles: ["member"], daysAgo: 39, team: "Sample Support", lead: true },
  { name: "Lena Fischer", roles: ["member"], daysAgo: 21, team: "Sample Support" },
  { name: "Priya Nair", roles: ["member", "security"], daysAgo: 38, team: "Sample Platform", lead: true },
  { name: "Ana Lopes", roles: ["member", "approver"], daysAgo: 30, team: "Sample Platform" },
  { name: "Jun Ito", roles: ["auditor"], daysAgo: 14, team: "Sample Platform" },
  { name: "Tom Berg", roles: ["member"], daysAgo: 42, team: "Sample Support" },
];

/** By name, for what is theirs. */
export async function addSamplePeople(tx: Tx, at: (daysAgo: number) => Ctx): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const teams = new Map<string, string>();
  for (const name of new Set(staff.map(({ team }) => team))) teams.set(name, await addTeam(tx, at(45), name));
  for (const { name, roles, daysAgo, team, lead = false } of staff) {
    const email = `${name.toLowerCase().replace(" ", ".")}@sample.invalid`;
    const personId = await addPerson(tx, at(daysAgo), { name, email, roles });
    ids.set(name, personId);
    const teamId = teams.get(team);
    if (teamId !== undefined) await addToTeam(tx, at(daysAgo), { teamId, personId, lead });
  }
  return ids;
}

/** One of them has left since, so that there is something to hand over. */
export async function letOneLeave(at: (daysAgo: number) => Ctx, people: ReadonlyMap<string, string>): Promise<void> {
  await deactivatePerson(at(5), people.get("Tom Berg") ?? "", { reason: "Left the company" });
}
