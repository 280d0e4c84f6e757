import "server-only";
import type { Ctx } from "@/lib/access/context";
import {
  deleteIdentity,
  findSharers,
  insertIdentity,
  listCredentials,
  lockIdentities,
  type RecordRow,
} from "@/lib/agents/repository";
import type { IdentityKind } from "@/lib/agents/rules";
import type { AgentRecord, NewIdentity } from "@/lib/agents/schema";
import { onAgent, refuseRetired } from "@/lib/agents/service/find";
import { settle, showRecord } from "@/lib/agents/service/settle";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { readPublicKey } from "@/lib/crypto/public-key";
import type { Tx } from "@/lib/db/transaction";

type Canonical = { kind: IdentityKind; credential: string; detail: Record<string, string> };

export async function addIdentity(ctx: Ctx, slug: string, input: NewIdentity): Promise<AgentRecord> {
  const { kind, credential, detail } = await readCredential(input);
  const add = async (tx: Tx, row: RecordRow, sharers: readonly string[]): Promise<AgentRecord> => {
    refuseRetired(row);
    const id = newId("identity", ctx.now.getTime());
    const createdBy = ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id;
    const identity = { id, agentId: row.id, kind, name: input.name, credential, detail, createdAt: ctx.now, createdBy };
    if (!(await insertIdentity(tx, identity)))
      throw new AppError("conflict", "This agent has this credential already.");
    const event = { type: "agent.identity_added", data: { identity: id, kind } } as const;
    return showRecord(tx, ctx, await settle(tx, ctx, row.id, event, sharers));
  };
  return onAgent(ctx, slug, "agents.update", add, (tx, agentId) => holdSharers(tx, agentId, credential));
}

export async function removeIdentity(ctx: Ctx, slug: string, id: string): Promise<void> {
  const remove = async (tx: Tx, row: RecordRow, sharers: readonly string[]): Promise<void> => {
    refuseRetired(row);
    if (!(await deleteIdentity(tx, row.id, id))) throw new AppError("not_found", "This agent has no such identity.");
    await settle(tx, ctx, row.id, { type: "agent.identity_removed", data: { identity: id } }, sharers);
  };
  await onAgent(ctx, slug, "agents.update", remove, (tx, agentId) => holdSharers(tx, agentId));
}

/**
 * The same credential on two agents is a finding on both of them. From here on nobody gets or loses one, so the agents
 * that share one with this agent, or will, are known before they are locked. A label proves nothing, and may be shared.
 */
export async function holdSharers(tx: Tx, agentId: string, added?: string): Promise<string[]> {
  await lockIdentities(tx);
  const held = await listCredentials(tx, agentId);
  const sharers = await findSharers(tx, added === undefined ? held : [...held, added], agentId);
  return [...new Set(sharers.map((sharer) => sharer.agentId))];
}

/** The schema has made sure that the members of the kind are there. */
async function readCredential(input: NewIdentity): Promise<Canonical> {
  const { jwk = { kty: "" }, spiffe_id: spiffeId = "", issuer = "", subject = "", audience = "", label = "" } = input;
  switch (input.kind) {
    case "public_key":
      return readKey(jwk);
    case "spiffe":
      return readSpiffe(spiffeId);
    case "federated": {
      const credential = JSON.stringify(["federated", readIssuer(issuer), subject, audience]);
      return { kind: "federated", credential, detail: { issuer, subject, audience } };
    }
    case "label":
      return { kind: "label", credential: `label:${label}`, detail: { label } };
  }
}

const privateParts = ["d", "p", "q", "dp", "dq", "qi", "k"] as const;

async function readKey(jwk: Record<string, unknown>): Promise<Canonical> {
  if (privateParts.some((part) => Object.hasOwn(jwk, part)))
    refuse("/jwk", "private_key", "Send the public half only. Treat this key as known to others and make a new one.");
  const key = await readPublicKey(jwk);
  if ("refused" in key) return refuse("/jwk", key.refused, key.detail);
  const { members, thumbprint } = key;
  return { kind: "public_key", credential: `jkt:${thumbprint}`, detail: { ...members, thumbprint } };
}

/** The SPIFFE ID standard: a lower-case trust domain, then path segments without dots alone or empty parts. */
const spiffeShape = /^spiffe:\/\/[a-z0-9._-]{1,255}(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+)+$/;

function readSpiffe(id: string): Canonical {
  if (!spiffeShape.test(id)) refuse("/spiffe_id", "invalid_value", "Write spiffe://trust-domain/path.");
  return { kind: "spiffe", credential: `spiffe:${id}`, detail: { spiffe_id: id } };
}

function readIssuer(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (url?.protocol !== "https:" || url.username !== "" || url.search !== "" || url.hash !== "")
    return refuse("/issuer", "invalid_value", "The issuer is an https address without query and fragment.");
  return issuer;
}

function refuse(pointer: string, code: string, detail: string): never {
  throw new AppError("invalid_input", detail, { faults: [{ pointer, code, detail }] });
}
