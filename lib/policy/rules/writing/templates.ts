/** Policies to begin with. Each prohibits and asks more than it approves: nothing in them is approved unseen. */
export const policyTemplates = ["empty", "saas_embedded", "endpoint_coding", "custom"] as const;
export type PolicyTemplate = (typeof policyTemplates)[number];

const head = `# What this agent is for, what it may do, and what it must never do.
# Rules: prohibit wins over ask, ask wins over approve; what no rule approves is denied.
require_intent: true
`;

const texts: Readonly<Record<PolicyTemplate, string>> = {
  empty: `${head}
intents: []
rules: []
tests: []
`,
  saas_embedded: `${head}
intents:
  - id: answer-requests
    statement: Answers requests inside the product it is part of.
    actions: [records.read, records.update]
    max_session_minutes: 30

rules:
  - id: read-records
    effect: approve
    actions: [records.read]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: It answers from these records.
  - id: change-records
    effect: ask
    actions: [records.update]
    risk: medium
    approvers: owner
    window_seconds: 900
    boundary: hard
    enforced_at: [approval]
    because: A person sees each change until the replay shows that it is always allowed.
  - id: never-export
    effect: prohibit
    actions: [records.export, records.delete]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Records neither leave nor vanish through an agent.

tests:
  - name: Reads are allowed
    action: records.read
    intent: answer-requests
    expect: allow
  - name: Nothing is exported
    action: records.export
    intent: answer-requests
    expect: deny
    reason: prohibited
`,
  endpoint_coding: `${head}
intents:
  - id: change-code
    statement: Changes code in a working copy and proposes the change.
    actions: [repo.**, shell.run]
    max_session_minutes: 240

rules:
  - id: work-in-the-copy
    effect: approve
    actions: [repo.read, repo.edit, repo.commit]
    boundary: soft
    strength: tedious
    enforced_at: [session]
    because: It works on a branch that people review.
  - id: run-commands
    effect: ask
    actions: [shell.run]
    risk: medium
    approvers: owner
    window_seconds: 600
    boundary: hard
    enforced_at: [approval]
    because: A command can do whatever its user can.
  - id: never-push-main
    effect: prohibit
    actions: [repo.push]
    when: args.branch in ["main", "master"]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Nothing reaches the main branch without a review.

tests:
  - name: The main branch stays closed
    action: repo.push
    args: { branch: main }
    intent: change-code
    expect: deny
    reason: prohibited
  - name: A command asks
    action: shell.run
    args: { command: ls }
    intent: change-code
    expect: ask
`,
  custom: `${head}
intents:
  - id: main-task
    statement: Does the one thing it was built for.
    actions: [service.read, service.write]
    max_session_minutes: 60

rules:
  - id: read
    effect: approve
    actions: [service.read]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Reading is what its task is made of.
  - id: write
    effect: ask
    actions: [service.write]
    risk: medium
    approvers: any 1 of (owner, deputy)
    window_seconds: 900
    boundary: hard
    enforced_at: [approval]
    because: A person sees each change until the replay shows that it is always allowed.
  - id: never-delete
    effect: prohibit
    actions: [service.delete]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: What is deleted does not come back.

tests:
  - name: Reading is allowed
    action: service.read
    intent: main-task
    expect: allow
  - name: Nothing is deleted
    action: service.delete
    intent: main-task
    expect: deny
    reason: prohibited
`,
};

export function guardrailsTemplate(): string {
  return `# Guardrails hold for every agent of this environment, whatever its own policy says.
# Rules: prohibit or ask. They approve nothing.
rules: []
tests: []
`;
}

export function policyTemplate(name: PolicyTemplate): string {
  return texts[name];
}
