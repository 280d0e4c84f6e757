import type { Ctx } from "@/lib/access/context";
import type { PolicyScope } from "@/lib/policy/rules/scope";
import { createPolicyDraft, getPolicyDraft, proposePolicyChange, updatePolicyDraft } from "@/lib/policy/service";
import type { PolicyChange } from "@/lib/policy/schema";
import { isAppError } from "@/lib/core/errors";

export function ofAgent(slug: string): PolicyScope {
  return { kind: "agent", slug };
}

/** A policy of one line a rule: `approve pay.small when args.amount <= 10.0`. */
export function writePolicyText(...rules: readonly string[]): string {
  const written = rules.map((rule, at) => {
    const [, effect = "", action = "", when] = /^(\w+) (\S+)(?: when (.+))?$/.exec(rule) ?? [];
    const asks =
      effect === "ask" ? "\n    risk: high\n    approvers: any 1 of (owner, deputy)\n    window_seconds: 300" : "";
    const condition = when === undefined ? "" : `\n    when: ${when}`;
    return `  - id: rule-${at + 1}\n    effect: ${effect}\n    actions: ["${action}"]${condition}${asks}\n    boundary: hard\n    because: It is a test.`;
  });
  return `require_intent: false\nrules:\n${written.join("\n")}\n`;
}

/** The text as the draft, proposed by whoever writes. */
export async function propose(
  ctx: Ctx,
  scope: PolicyScope,
  text: string,
  times: { activate_at?: string; expires_at?: string } = {},
): Promise<PolicyChange> {
  const draft = await getPolicyDraft(ctx, scope).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "not_found") throw error;
    return createPolicyDraft(ctx, scope, { template: "empty" });
  });
  const written = await updatePolicyDraft(ctx, scope, text, draft.version);
  const why = { title: "A change", because: "It is needed." };
  return proposePolicyChange(ctx, scope, { ...why, draft_version: written.version, ...times });
}
