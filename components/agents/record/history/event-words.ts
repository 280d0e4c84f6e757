/** What a version's event did, as a sentence about this agent. */
const words: Readonly<Record<string, string>> = {
  "agent.created": "registered it",
  "agent.updated": "changed its record",
  "agent.imported": "brought it up to date from a file",
  "agent.renamed": "gave it another address",
  "agent.assessed": "set its tier",
  "agent.submitted": "sent it to review",
  "agent.withdrawn": "took it back from review",
  "agent.activated": "activated it",
  "agent.denied": "denied it",
  "agent.suspended": "suspended it",
  "agent.resumed": "let it go on",
  "agent.revoked": "revoked it",
  "agent.reopened": "reopened it",
  "agent.retired": "retired it",
  "agent.owner_asked": "asked somebody to answer for it",
  "agent.owner_accepted": "accepted to answer for it",
  "agent.owner_declined": "declined to answer for it",
  "agent.owner_confirmed": "confirmed to answer for it",
  "agent.owner_ended": "ended what somebody had to do with it",
  "agent.ungoverned": "closed it: nobody answers for it",
  "agent.identity_added": "added an identity",
  "agent.identity_removed": "removed an identity",
  "agent.reach_changed": "changed what it reaches",
  "agent.memory_changed": "changed its memory",
  "agent.family_changed": "changed its parents or sub-agents",
  "system.updated": "changed a system it reaches",
  "team.deleted": "deleted its team",
};

export function describeEvent(type: string): string {
  return words[type] ?? type.replaceAll(/[._]/g, " ");
}
