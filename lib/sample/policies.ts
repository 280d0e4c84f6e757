/** What the sample refund agent's policy is to become: small refunds pass, large ones are asked, payouts never. */
export const refundPolicy = `# Refunds, as the shop's handbook has them.
require_intent: true

intents:
  - id: refund
    statement: Refunds a customer what their ticket says.
    actions: [mcp.payments.create_refund, crm.customers.read]
    max_session_minutes: 15
    issuance:
      who: team:sample-payments
      per_hour: 60

rules:
  - id: read-customer
    effect: approve
    actions: [crm.customers.read]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: The refund goes to whoever the ticket names.
  - id: small-refund
    effect: approve
    actions: [mcp.payments.create_refund]
    when: args.amount <= 200.0 && args.currency == "EUR"
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Small refunds are looked at once a week.
  - id: large-refund
    effect: ask
    actions: [mcp.payments.create_refund]
    when: args.amount > 200.0
    risk: high
    approvers: any 1 of (deputy, role:security)
    window_seconds: 300
    boundary: hard
    strength: impossible
    enforced_at: [approval]
    because: Money that left does not come back.
  - id: never-pay-out
    effect: prohibit
    actions: [mcp.payments.create_payout, mcp.payments.delete_customer]
    boundary: hard
    strength: impossible
    enforced_at: [gateway, credential]
    because: Payouts are the treasury's.

tests:
  - name: Fifty euros go through
    action: mcp.payments.create_refund
    args: { amount: 50, currency: EUR }
    intent: refund
    expect: allow
    rule: small-refund
  - name: Five hundred are asked
    action: mcp.payments.create_refund
    args: { amount: 500, currency: EUR }
    intent: refund
    expect: ask
  - name: Nothing is paid out
    action: mcp.payments.create_payout
    intent: refund
    expect: deny
    reason: prohibited
`;

/** What the refund lookup may do: read for the refund agent, and nothing that leaves the house. */
export const lookupPolicy = `require_intent: true

intents:
  - id: look-up
    statement: Finds what a customer bought, for a refund.
    actions: [crm.customers.read, crm.orders.read]
    max_session_minutes: 15

rules:
  - id: read-orders
    effect: approve
    actions: [crm.orders.read]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: A refund needs what was bought.
  - id: read-buyer
    effect: approve
    actions: [crm.customers.read]
    when: args.fields.all(field, field in ["name", "country", "since"])
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Nothing more than these is needed.
  - id: never-export
    effect: prohibit
    actions: [crm.customers.export]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Nobody takes the list of customers home.

tests:
  - name: Orders can be read
    action: crm.orders.read
    args: { order: A-1 }
    intent: look-up
    expect: allow
  - name: An address is not read
    action: crm.customers.read
    args: { customer: C-1, fields: [name, address] }
    intent: look-up
    expect: deny
`;

/** What the ticket sorter may do: sort, and write what a person sends. */
export const sorterPolicy = `require_intent: false
keep_arguments: all
secret_arguments: [customer.phone]

rules:
  - id: sort
    effect: approve
    actions: [tickets.read, tickets.label]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Sorting is what it is for.
  - id: draft-answer
    effect: approve
    actions: [tickets.drafts.create]
    when: args.length <= 4000
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: A person reads and sends it.
  - id: close-ticket
    effect: ask
    actions: [tickets.close]
    risk: medium
    approvers: owner
    window_seconds: 900
    boundary: hard
    strength: impossible
    enforced_at: [approval]
    because: A closed ticket is easily overlooked.
  - id: never-send
    effect: prohibit
    actions: [mail.**]
    boundary: hard
    strength: impossible
    enforced_at: [gateway, credential]
    because: Customers hear from people.

tests:
  - name: A label is set
    action: tickets.label
    args: { ticket: T-1, label: refund }
    expect: allow
  - name: No mail leaves
    action: mail.send
    expect: deny
    reason: prohibited
`;

/** What the release helper may do: notes by itself, pushes when asked, builds never while the farm asks nobody's name. */
export const releasePolicy = `require_intent: false

rules:
  - id: read-repository
    effect: approve
    actions: [repo.read, repo.notes.write]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Notes are made from what changed.
  - id: start-build
    effect: approve
    actions: [build.start]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Builds cost little.
  - id: push
    effect: ask
    actions: [repo.push]
    when: args.branch != "scratch"
    risk: high
    approvers: any 1 of (owner, deputy)
    window_seconds: 600
    boundary: hard
    strength: impossible
    enforced_at: [approval]
    because: What is pushed is what ships.

tests:
  - name: A push is asked
    action: repo.push
    args: { branch: main }
    expect: ask
`;

/** What the stock watcher may do: look, and tell its own people. */
export const stockPolicy = `require_intent: false

rules:
  - id: watch
    effect: approve
    actions: [stock.levels.read]
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: It watches.
  - id: tell
    effect: approve
    actions: [alerts.post]
    when: args.channel == "#stock"
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Only those who buy need to know.

tests:
  - name: Its own channel
    action: alerts.post
    args: { channel: "#stock" }
    expect: allow
`;

/** By the name of the agent: what each of them is decided by. */
export const samplePolicies: Readonly<Record<string, string>> = {
  "Sample refund agent": refundPolicy,
  "Sample refund lookup": lookupPolicy,
  "Sample ticket sorter": sorterPolicy,
  "Sample release helper": releasePolicy,
  "Sample stock watcher": stockPolicy,
};

/** The draft beside it: somebody wants to be asked sooner. */
export function refundDraft(live: string): string {
  return live
    .replace("args.amount <= 200.0", "args.amount <= 120.0")
    .replace("args.amount > 200.0", "args.amount > 120.0");
}
