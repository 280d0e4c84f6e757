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
