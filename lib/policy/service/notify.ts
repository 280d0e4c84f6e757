import "server-only";
import type { Ctx } from "@/lib/access/context";
import { getSettings } from "@/lib/config/settings";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { canMail, sendMail } from "@/lib/mail/service";
import { findMailable } from "@/lib/policy/repository";
import type { Holder } from "@/lib/policy/rules/scope";

/** Asked for in the transaction that decides it. */
export async function setClock(tx: Tx, id: string, name: "apply_change" | "expire_change", at: Date): Promise<void> {
  await enqueue(tx, name, { change: id }, { key: `${name}:${id}`, runAt: at });
}

/** Whoever answers for the agent hears that something else is live, unless they did it. */
export async function queuePolicyNotice(tx: Tx, { viewer }: Ctx, { agent }: Holder): Promise<void> {
  if (!agent || !canMail()) return;
  const actor = viewer.kind === "person" ? viewer.id : null;
  for (const person of new Set([agent.owner, agent.deputy])) {
    if (person !== null && person !== actor) await enqueue(tx, "mail_policy_changed", { person, agent: agent.id });
  }
}

/** Neutral words and a link: no name of an agent, and nothing anybody wrote, leaves the console by mail. */
export async function mailPolicyChanged(db: Database, personId: string, agentId: string): Promise<void> {
  const found = await findMailable(db, personId, agentId);
  if (!found) return;
  await sendMail({
    to: found.email,
    subject: "The policy of an agent changed",
    lines: [
      `Hello ${found.name},`,
      "in Ambit another policy is live now for an agent you answer for. What changed, who did it and why is here:",
      `${getSettings().publicUrl}/agents/${found.slug}/policy`,
    ],
  });
}
