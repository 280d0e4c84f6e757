import { guardrailsOf, readSystems } from "@/components/policy/editor/state/use-world";
import { agentQuery } from "@/lib/agents/queries";
import type { DecisionDetail } from "@/lib/decisions/schema";
import {
  guardrailsVersionQuery,
  liveGuardrailsQuery,
  livePolicyQuery,
  policyDraftQuery,
  policyVersionQuery,
} from "@/lib/policy/queries";
import { previewEnvironment, tellTrial, tryCall, type World } from "@/lib/policy/rules";
import {
  lineAt,
  type LivePolicy,
  type PolicyDocument,
  type PolicyTrial,
  readPolicyDocument,
  type TriedCall,
} from "@/lib/policy/schema";

/** One policy that a call is held against. */
export type Side = {
  readonly id: "then" | "live" | "draft";
  readonly title: string;
  readonly judge: (call: TriedCall) => PolicyTrial;
};

type Given = { signal: AbortSignal };

/**
 * The version that decided, what is live and the draft, each with what stands around it: read once, then every value is
 * judged here, with the code that decides calls.
 */
export async function openSides(decision: DecisionDetail, slug: string, given: Given): Promise<Side[]> {
  const { environment, policy } = decision;
  const [record, systems, live, limits] = await Promise.all([
    agentQuery(slug).queryFn(given),
    readSystems(given),
    livePolicyQuery(slug).queryFn(given),
    liveGuardrailsQuery(environment).queryFn(given),
  ]);
  const around = {
    slug: decision.agent,
    kind: record.kind ?? undefined,
    tier: record.tier ?? "foundation",
    environment,
    systems,
  };
  const now: World = { ...around, guardrails: guardrailsOf(limits) };
  const sides: (Side | undefined)[] = [
    policy.version === null ? undefined : await openThen(decision, slug, policy.version, { around, limits, given }),
    live.live_version === null || live.live_version === policy.version || live.text === null
      ? undefined
      : openSide("live", `Version ${live.live_version}, which is live`, live.text, now),
    live.draft && openSide("draft", "The draft", (await policyDraftQuery(slug).queryFn(given)).text, now),
  ].map((side) => side ?? undefined);
  return sides.filter((side) => side !== undefined);
}

async function openThen(
  { environment, policy }: DecisionDetail,
  slug: string,
  number: number,
  { around, limits, given }: { around: Omit<World, "guardrails">; limits: LivePolicy; given: Given },
): Promise<Side | undefined> {
  const guardrails = await readGuardrails(environment, policy.guardrails, limits, given);
  const { text } = await policyVersionQuery(slug, number).queryFn(given);
  return openSide("then", `Version ${number}, which decided`, text, { ...around, guardrails });
}

/** An environment begins with version 1 of no guardrails, which nobody published. */
async function readGuardrails(
  environment: DecisionDetail["environment"],
  number: number | null,
  limits: LivePolicy,
  given: Given,
): Promise<World["guardrails"]> {
  const none = { version: number ?? 0, rules: [] };
  if (number === null || limits.live_version === null) return none;
  if (number === limits.live_version) return guardrailsOf(limits);
  const found = await guardrailsVersionQuery(environment, number)
    .queryFn(given)
    .catch(() => null);
  return found ? { version: number, rules: found.document.rules.map((rule) => ({ ...rule, since: number })) } : none;
}

function openSide(id: Side["id"], title: string, text: string, world: World): Side | undefined {
  const reading = readPolicyDocument(text);
  if (!reading.ok) return undefined;
  const { document, lines } = reading;
  const lineOf = (name: string): number | null => {
    const at = document.rules.findIndex((rule) => rule.id === name);
    return at < 0 ? null : lineAt(lines, `/rules/${at}`);
  };
  return { id, title, judge: (call) => tellTrial(tryOnce(document, world, call), lineOf) };
}

function tryOnce(document: PolicyDocument, world: World, call: TriedCall) {
  const environment = previewEnvironment(document, world, [call.action]);
  return tryCall(environment, world.slug, call, new Date());
}
