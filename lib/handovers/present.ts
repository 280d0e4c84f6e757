import "server-only";
import { can } from "@/lib/access/permissions";
import { mayHoldBoth } from "@/lib/agents/rules";
import { environments } from "@/lib/core/environments";
import type { Viewer } from "@/lib/core/viewer";
import type { HandoverRow, HeldRow, LeadRow, PartCounts } from "@/lib/handovers/repository";
import { judgePart, leaveCauses, suggestSuccessors } from "@/lib/handovers/rules";
import type { Handover, HandoverItem } from "@/lib/handovers/schema";

const none: PartCounts = { parts: 0, done: 0, asked: 0, closesAt: null };

/** What is read beside the rows of a page, for all of them at once. */
export type Beside = {
  counts: ReadonlyMap<string, PartCounts>;
  teams: ReadonlyMap<string, string>;
  byDirectory: ReadonlySet<string>;
};

export function presentHandover(viewer: Viewer, row: HandoverRow, { counts, teams, byDirectory }: Beside): Handover {
  const { parts, done, asked, closesAt } = counts.get(row.id) ?? none;
  const name = row.teamId === null ? undefined : teams.get(row.teamId);
  return {
    id: row.id,
    version: row.version,
    person: row.person,
    because: leaveCauses.find((cause) => cause === row.because) ?? "deactivated",
    team: row.teamId === null ? null : { id: row.teamId, name: name ?? "a team that was deleted" },
    by_directory: byDirectory.has(row.id),
    opened_at: row.openedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    parts,
    done,
    asked,
    closes_at: row.finishedAt === null ? (closesAt?.toISOString() ?? null) : null,
    sample: row.sample,
    abilities: row.finishedAt === null && can(viewer, "handovers.manage") ? ["assign"] : [],
  };
}

export type Leads = { byTeam: ReadonlyMap<string, readonly LeadRow["person"][]>; former: readonly LeadRow["person"][] };

export function presentItem(held: HeldRow, handover: HandoverRow, leads: Leads, now: Date): HandoverItem {
  const { agent, part } = held;
  const ofPart = agent.owners.filter((owner) => owner.part === part && owner.handoverId !== handover.id);
  const holder = ofPart.find(({ state, person }) => state === "accepted" && person.state === "active");
  const asked = ofPart.find(({ state }) => state === "asked");
  const declined = ofPart.findLast(
    ({ state, askedAt }) => state === "declined" && askedAt.getTime() >= handover.openedAt.getTime(),
  );
  const state = judgePart({
    retired: agent.state === "retired",
    accepted: holder !== undefined,
    asked: asked !== undefined,
  });
  const isOpen = handover.finishedAt === null && (state === "open" || state === "asked");
  return {
    agent: {
      slug: agent.slug,
      name: agent.name,
      state: agent.state,
      environment: environments.find((name) => name === agent.environment) ?? "sandbox",
      governed_until: agent.governedUntil?.toISOString() ?? null,
      governed: agent.governedUntil !== null && agent.governedUntil > now,
    },
    part,
    state,
    holder: holder?.person ?? null,
    asked: state === "asked" ? (asked?.person ?? null) : null,
    asked_at: state === "asked" ? (asked?.askedAt.toISOString() ?? null) : null,
    declined: isOpen && declined ? { person: declined.person, reason: declined.reason } : null,
    suggestions: isOpen ? presentSuggestions(held, handover, leads) : [],
  };
}

function presentSuggestions({ agent, part }: HeldRow, handover: HandoverRow, leads: Leads) {
  const fits = ({ sample }: { sample: boolean }): boolean => agent.sample || !sample;
  const teamLeads = (agent.teamId === null ? [] : (leads.byTeam.get(agent.teamId) ?? [])).filter(fits);
  const former = leads.former.filter(fits);
  const open = agent.owners.filter(
    ({ state, person }) => (state === "asked" || state === "accepted") && person.state === "active",
  );
  const people = new Map(
    [...teamLeads, ...former, ...open.map(({ person }) => person)].map(({ id, name, state }) => [
      id,
      { id, name, state },
    ]),
  );
  return suggestSuccessors({
    part,
    leaverId: handover.personId,
    mayHoldBoth: mayHoldBoth(agent.environment),
    holders: open,
    declinedBy: agent.owners
      .filter((owner) => owner.part === part && owner.state === "declined" && owner.askedAt >= handover.openedAt)
      .map(({ personId }) => personId),
    teamLeads: teamLeads.map(({ id }) => id),
    formerLeads: former.map(({ id }) => id),
  }).flatMap(({ personId, why }) => {
    const person = people.get(personId);
    return person ? [{ person, why }] : [];
  });
}
