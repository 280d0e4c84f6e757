import "server-only";
import { can, type Target } from "@/lib/access/permissions";
import {
  dataClasses,
  describeRhythm,
  findUnmet,
  type Gap,
  gapCodes,
  type GuardFacts,
  life,
  lifeVerbs,
  mayFollow,
  statableParts,
  type AgentAbility,
} from "@/lib/agents/rules";
import type { AgentRow, OwnerRow, RecordRow } from "@/lib/agents/repository";
import type { Agent, AgentRecord, AgentRef, Identity, Ownership } from "@/lib/agents/schema";
import { environments } from "@/lib/core/environments";
import type { Viewer } from "@/lib/core/viewer";

/** Words of a closed list, as far as this version knows them. */
function known<T extends string>(list: readonly T[], stored: readonly string[]): T[] {
  return list.filter((one) => stored.includes(one));
}

type Keepable = Pick<AgentRow, "id" | "ownerId" | "deputyId" | "createdBy"> & {
  owners: readonly { personId: string; state: string; confirmedAt: Date | null }[];
};

/** Owner and deputy who accepted; while there is none, whoever is asked, and until anybody ever accepted whoever made it. */
export function targetOf(row: Keepable): Target {
  const accepted = [row.ownerId, row.deputyId].filter((id) => id !== null);
  const asked = row.owners.filter(({ state }) => state === "asked").map(({ personId }) => personId);
  const maker = row.owners.some(({ confirmedAt }) => confirmedAt !== null) ? [] : [row.createdBy];
  return { agentId: row.id, keepers: accepted.length > 0 ? accepted : [...maker, ...asked] };
}

export function isOverdue(owner: { state: string; confirmBy: Date | null }, now: Date): boolean {
  return owner.state === "accepted" && owner.confirmBy !== null && owner.confirmBy <= now;
}

export function presentAgent(viewer: Viewer, row: AgentRow, now: Date): Agent {
  return {
    id: row.id,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    slug: row.slug,
    name: row.name,
    purpose: row.purpose,
    environment: environments.find((name) => name === row.environment) ?? "sandbox",
    state: row.state,
    state_since: row.stateAt.toISOString(),
    state_reason: row.stateReason,
    kind: row.kind,
    tier: row.tier,
    tier_target: row.tierTarget,
    autonomy: row.autonomy,
    model_providers: row.modelProviders,
    data_classes: known(dataClasses, row.dataClasses),
    tags: row.tags,
    stated_none: known(statableParts, row.statedNone),
    responsibility: { us: row.dutiesUs, model_provider: row.dutiesProvider, platform: row.dutiesPlatform },
    team: row.team,
    owner: ifHere(row.owner),
    deputy: ifHere(row.deputy),
    gaps: known<Gap>(gapCodes, [...row.gaps, ...judgeGaps(row, now)]),
    bridge: row.bridge,
    governed_until: row.governedUntil?.toISOString() ?? null,
    governed: row.governedUntil !== null && row.governedUntil > now,
    source: row.sourceKey,
    sample: row.sample,
    abilities: listAbilities(viewer, row),
  };
}

/** What time, or somebody's leaving, made true since the record was last derived. */
function judgeGaps(row: Pick<AgentRow, "owner" | "owners" | "gaps">, now: Date): Gap[] {
  // Where somebody is asked the record says so already; the same hole is not counted twice.
  const isNamed = ifHere(row.owner) !== null || row.gaps.includes("owner_not_accepted");
  return [
    ...(isNamed ? [] : (["no_owner"] as const)),
    ...(row.owners.some((owner) => isOverdue(owner, now)) ? (["confirmation_overdue"] as const) : []),
  ];
}

/** Whoever left holds nothing from that moment, also where the record does not say so yet. */
function ifHere<P extends { state: string }>(person: P | null): P | null {
  return person?.state === "active" ? person : null;
}

function listAbilities(viewer: Viewer, row: Keepable & Pick<AgentRow, "state">): AgentAbility[] {
  const target = targetOf(row);
  if (row.state === "retired") return [];
  const verbs = lifeVerbs.filter(
    (verb) =>
      mayFollow(verb, row.state) &&
      can(viewer, life[verb].right === "steer" ? "agents.steer" : "agents.review", target),
  );
  return [
    ...(can(viewer, "agents.update", target) ? (["update"] as const) : []),
    ...(can(viewer, "agents.assess", target) ? (["assess"] as const) : []),
    ...(can(viewer, "agents.set_owners", target) ? (["set_owners"] as const) : []),
    ...verbs,
  ];
}

/** What the guards judge by, for whoever asks. */
export function readGuardFacts(viewer: Viewer, row: RecordRow): GuardFacts {
  const accepted = row.owners.filter(({ state }) => state === "accepted");
  return {
    sandbox: row.environment === "sandbox",
    ownerAccepted: accepted.some(({ part, person }) => part === "owner" && person.state === "active"),
    deputyAccepted: accepted.some(({ part, person }) => part === "deputy" && person.state === "active"),
    actorKeeps: viewer.kind === "person" && accepted.some(({ personId }) => personId === viewer.id),
    stoppedByReview: row.state === "suspended" && row.stateByReview,
    actorReviews: can(viewer, "agents.review"),
    intents: row.policy?.liveIntents ?? 0,
    policyLive: isPolicyLive(row),
  };
}

export function isPolicyLive({ policy }: Pick<RecordRow, "policy">): boolean {
  return policy !== null && policy.liveVersion !== null;
}

/** A system may have said something else of itself since this was derived: the record goes by what it says now. */
function judgeReach(gaps: readonly Gap[], { systems }: RecordRow): Pick<Agent, "gaps" | "bridge"> {
  const says = (verifies: string): boolean => systems.some(({ system }) => system.verifies === verifies);
  const found: Partial<Record<Gap, boolean>> = {
    system_unverified: says("network_only"),
    system_unknown: says("unknown"),
  };
  return {
    gaps: gapCodes.filter((gap) => found[gap] ?? gaps.includes(gap)),
    bridge: says("network_only"),
  };
}

export type Sharer = { credential: string; agent: AgentRef };

export function presentRecord(viewer: Viewer, row: RecordRow, sharers: readonly Sharer[], now: Date): AgentRecord {
  const stored = presentAgent(viewer, row, now);
  const agent = { ...stored, ...judgeReach(stored.gaps, row) };
  const rhythm = describeRhythm(row);
  return {
    ...agent,
    former_slugs: row.slugs.map(({ slug }) => slug).filter((slug) => slug !== row.slug),
    owners: chooseShown(row.owners).map((owner) => presentOwnership(viewer, owner, targetOf(row), now)),
    identities: row.identities.map((identity) => ({
      id: identity.id,
      kind: identity.kind,
      name: identity.name,
      credential: identity.credential,
      detail: openDetail(identity.detail),
      created_at: identity.createdAt.toISOString(),
      shared_with: sharers.filter(({ credential }) => credential === identity.credential).map((one) => one.agent),
    })),
    systems: row.systems.map(({ system, via }) => ({
      slug: system.slug,
      name: system.name,
      verifies: system.verifies,
      data_classes: system.dataClasses,
      via,
    })),
    memory: row.memories.map((memory) => ({
      id: memory.id,
      name: memory.name,
      operator: memory.operator,
      operator_name: memory.operatorName,
      retention_days: memory.retentionDays,
      purge_by: memory.purgeBy,
      reachable: memory.reachable,
      data_classes: known(dataClasses, memory.dataClasses),
    })),
    parents: row.parents.map(({ parent }) => parent),
    sub_agents: row.children.map(({ child }) => child),
    tools: row.tools.map(({ name, server, effect, hard, origin }) => ({ name, server, effect, hard, origin })),
    servers: row.servers.map(({ name, transport, command, url, variables, headers, origin }) => ({
      name,
      transport,
      command,
      url,
      variables: readNames(variables),
      headers: readNames(headers),
      origin,
    })),
    unmet: findUnmet(readGuardFacts(viewer, row)).map(({ code, words }) => ({ code, words })),
    rhythm: { confirm_every_days: rhythm.confirmEveryDays, grace_days: rhythm.graceDays },
    as_of: null,
  };
}

/** Those that count, and of each part the last that ended or said no. */
function chooseShown(owners: RecordRow["owners"]): RecordRow["owners"] {
  const isOpen = ({ state }: OwnerRow): boolean => state === "asked" || state === "accepted";
  return owners.filter(
    (owner, index) =>
      isOpen(owner) || !owners.slice(index + 1).some((later) => later.part === owner.part && !isOpen(later)),
  );
}

export function presentOwnership(viewer: Viewer, row: OwnerRow, target: Target, now: Date): Ownership {
  return {
    id: row.id,
    agent: row.agent,
    part: row.part,
    person: row.person,
    state: row.state,
    asked_at: row.askedAt.toISOString(),
    asked_by: row.askedBy,
    answered_at: row.answeredAt?.toISOString() ?? null,
    reason: row.reason,
    confirmed_at: row.confirmedAt?.toISOString() ?? null,
    confirm_by: row.state === "accepted" ? (row.confirmBy?.toISOString() ?? null) : null,
    overdue: isOverdue(row, now),
    confirm_because: row.confirmBecause,
    ended_at: row.endedAt?.toISOString() ?? null,
    ended_because: row.endedBecause,
    abilities: listOwnerAbilities(viewer, row, target),
  };
}

function listOwnerAbilities(viewer: Viewer, row: OwnerRow, target: Target): Ownership["abilities"] {
  if (row.agent.state === "retired") return [];
  const own = can(viewer, "agents.answer", { personId: row.personId });
  if (row.state === "asked") {
    const withdraw = can(viewer, "agents.set_owners", target) ? (["withdraw"] as const) : [];
    return [...(own ? (["accept", "decline"] as const) : []), ...withdraw];
  }
  return row.state === "accepted" && own ? ["confirm", "step_down"] : [];
}

function openDetail(value: unknown): Identity["detail"] {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function readNames(value: unknown): { name: string; fingerprint: string | null }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || !("name" in one)) return [];
    const fingerprint = "fingerprint" in one && typeof one.fingerprint === "string" ? one.fingerprint : null;
    return [{ name: String(one.name), fingerprint }];
  });
}
