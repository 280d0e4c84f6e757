import { type Action, can, type Target } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";

/**
 * What an open page reads again when something of a topic changed: first parts of query keys, which are operation ids.
 * All that a browser needs to know of topics; who may hear of them stays on the server.
 */
const refreshes = {
  people: ["listPeople", "getPerson", "listTeamMembers", "getViewer"],
  teams: ["listTeams", "getTeam", "listTeamMembers", "getPerson", "getViewer"],
  directory: ["listDirectories", "listDirectoryGroups", "listDirectoryRefusals"],
  sign_ins: ["listSignIns", "listPasskeys", "getViewer"],
  agents: [
    "listAgents",
    "getAgent",
    "listAgentHistory",
    "listOwnerships",
    "listAgentOwners",
    "listSystems",
    "getSystem",
    "listHandovers",
    "getHandover",
    "getImport",
  ],
  policies: [
    "getPolicyDraft",
    "getGuardrailsDraft",
    "getPolicy",
    "getGuardrails",
    "listGuardrails",
    "listPolicyVersions",
    "listGuardrailsVersions",
    "listPolicyChanges",
    "listGuardrailsChanges",
    "listOpenChanges",
    "getPolicyChange",
    "findPolicyReplay",
    "findGuardrailsReplay",
    "getChangeReplay",
    "getReplay",
    "getPolicyVersion",
    "getGuardrailsVersion",
    "listEnvironments",
  ],
  decisions: ["listDecisions", "listDecisionShapes"],
  systems: ["listSystems", "getSystem", "getAgent"],
  shadow: ["listShadowAgents", "getShadowAgent"],
  handovers: ["listHandovers", "getHandover"],
  views: ["listViews"],
  jobs: ["listJobs"],
  audit: ["listAuditEvents", "readAuditCheckpoint"],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof refreshes;
export const topicNames = Object.keys(refreshes) as Topic[];

type TopicRules = {
  /** Who may know that something of this kind changed. */
  action: Action;
  /** Kinds of audit subjects whose events belong here. */
  subjects: readonly string[];
};

/**
 * What pages can be told about. An event names a topic and an id, nothing more: what is behind it is read with one's own
 * rights. Decisions are told of when some were made, once for many, and with no word of whose: everybody may hear that.
 * Reading them is an event too, and of none of these: a page that is told so would read again, and be told again.
 */
export const topics: Readonly<Record<Topic, TopicRules>> = {
  people: { action: "people.read", subjects: ["person", "invitation", "people"] },
  teams: { action: "teams.read", subjects: ["team"] },
  directory: { action: "directory.read", subjects: ["directory", "directory_group"] },
  sign_ins: { action: "sign_ins.read", subjects: ["sign_in", "passkey", "link"] },
  agents: { action: "agents.read", subjects: ["agent", "agents", "import"] },
  policies: { action: "policy.read", subjects: ["policy_draft", "policy_change", "replay", "environment"] },
  decisions: { action: "policy.read", subjects: [] },
  systems: { action: "systems.read", subjects: ["system"] },
  shadow: { action: "shadow.read", subjects: ["shadow"] },
  handovers: { action: "handovers.read", subjects: ["handover"] },
  views: { action: "views.manage", subjects: ["view"] },
  jobs: { action: "jobs.read", subjects: ["job"] },
  audit: { action: "audit.read", subjects: [] },
};

/** One change, as it is stored and as a page hears of it. `personId` says whose own matter it is and stays on the server. */
export type Change = { topic: Topic; id: string | null; personId?: string | null };

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(refreshes, name);
}

/** The topic of an audit event's subject. What has no page of its own still is news for the audit page. */
export function chooseTopic(subject: string): Topic {
  return topicNames.find((name) => topics[name].subjects.some((kind) => kind === subject)) ?? "audit";
}

export function mayHear(viewer: Viewer, { topic, personId }: Change): boolean {
  const target: Target = personId ? { personId } : {};
  return can(viewer, topics[topic].action, target);
}

/** Every recorded event is a line of the audit page too, whatever its topic. */
export function listRefreshed(topic: Topic): readonly string[] {
  return [...new Set([...refreshes[topic], ...refreshes.audit])];
}
