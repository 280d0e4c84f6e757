import { type Action, can, type Target } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";

type TopicRules = {
  /** Who may know that something of this kind changed. */
  action: Action;
  /** Kinds of audit subjects whose events belong here. */
  subjects: readonly string[];
  /** What an open page reads again: first parts of query keys, which are operation ids. */
  refreshes: readonly string[];
};

/** What pages can be told about. An event names a topic and an id, nothing more: what is behind it is read with one's own rights. */
export const topics = {
  people: {
    action: "people.read",
    subjects: ["person", "invitation", "people"],
    refreshes: ["listPeople", "getPerson", "listTeamMembers", "getViewer"],
  },
  teams: {
    action: "teams.read",
    subjects: ["team"],
    refreshes: ["listTeams", "getTeam", "listTeamMembers", "getPerson", "getViewer"],
  },
  directory: {
    action: "directory.read",
    subjects: ["directory", "directory_group"],
    refreshes: ["listDirectories", "listDirectoryGroups", "listDirectoryRefusals"],
  },
  sign_ins: {
    action: "sign_ins.read",
    subjects: ["sign_in", "passkey", "link"],
    refreshes: ["listSignIns", "listPasskeys", "getViewer"],
  },
  agents: {
    action: "agents.read",
    subjects: ["agent", "agents", "import"],
    refreshes: [
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
  },
  policies: {
    action: "policy.read",
    subjects: ["policy_draft", "policy_change", "replay", "environment"],
    refreshes: [
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
  },
  /**
   * Told of when some were made, once for many, and with no word of whose: everybody may hear that. Reading them is an
   * event too, and none of these: a page that is told so would read again, which would be told again.
   */
  decisions: { action: "policy.read", subjects: [], refreshes: ["listDecisions", "listDecisionShapes"] },
  systems: { action: "systems.read", subjects: ["system"], refreshes: ["listSystems", "getSystem", "getAgent"] },
  shadow: { action: "shadow.read", subjects: ["shadow"], refreshes: ["listShadowAgents", "getShadowAgent"] },
  handovers: { action: "handovers.read", subjects: ["handover"], refreshes: ["listHandovers", "getHandover"] },
  views: { action: "views.manage", subjects: ["view"], refreshes: ["listViews"] },
  jobs: { action: "jobs.read", subjects: ["job"], refreshes: ["listJobs"] },
  audit: { action: "audit.read", subjects: [], refreshes: ["listAuditEvents", "readAuditCheckpoint"] },
} as const satisfies Record<string, TopicRules>;

export type Topic = keyof typeof topics;
export const topicNames = Object.keys(topics) as Topic[];

/** One change, as it is stored and as a page hears of it. `personId` says whose own matter it is and stays on the server. */
export type Change = { topic: Topic; id: string | null; personId?: string | null };

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(topics, name);
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
  return [...new Set([...topics[topic].refreshes, ...topics.audit.refreshes])];
}
