import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import type { PolicyRow } from "@/lib/policy/repository";
import { judgeChange, type PolicyChange as Difference } from "@/lib/policy/rules";
import type { PolicyChange, PolicyDocument } from "@/lib/policy/schema";
import type { Holder } from "@/lib/policy/rules/scope";
import { readWorld } from "@/lib/policy/service/judge";
import { findLasting } from "@/lib/policy/service/lasting";
import { readStored } from "@/lib/policy/service/read-text";

type Effects = PolicyChange["loosenings"];

/** Held against what is live, without what ends by itself, in the world as it is now. */
export async function judgeAgainstLive(
  db: Ctx["db"] | Tx,
  holder: Holder,
  policy: PolicyRow,
  after: PolicyDocument,
): Promise<{ loosens: Effects; tightens: Effects }> {
  const live = await findLasting(db, policy, policy.liveVersion);
  const world = await readWorld(db, holder);
  const areGuardrails = !holder.agent;
  const nothing = areGuardrails ? noGuardrails : undefined;
  const before = live ? readStored(live.content).document : nothing;
  const { loosens, tightens } = judgeChange({ before, after, world, areGuardrails });
  return { loosens: loosens.map((one) => withDoubt(tell(one))), tightens: tightens.map(tell) };
}

/** Before anything was published an environment had guardrails that hold nothing back. */
const noGuardrails = { require_intent: false, intents: [], rules: [], tests: [], secret_arguments: [] };

/** A loosening of which no example was found is one because the contrary could not be shown. */
function withDoubt(effect: Effects[number]): Effects[number] {
  if (effect.example !== null || !aboutCalls.has(effect.code)) return effect;
  return {
    ...effect,
    detail: `${effect.detail} No such call was found by trying; that there is none could not be shown.`,
  };
}

const aboutCalls: ReadonlySet<string> = new Set(["prohibit", "ask", "approve", "question"]);

function tell({ code, pointer, id, detail, example }: Difference): Effects[number] {
  return { code, pointer: pointer ?? null, id: id ?? null, detail, example: example ? describe(example) : null };
}

function describe({ intent, ...call }: NonNullable<Difference["example"]>): NonNullable<Effects[number]["example"]> {
  return { ...call, intent: intent ?? null } as NonNullable<Effects[number]["example"]>;
}

/** In a sandbox one person may publish alone, and every page of it says so. */
export function mayPublishAlone({ environment }: Holder): boolean {
  return environment === "sandbox";
}
