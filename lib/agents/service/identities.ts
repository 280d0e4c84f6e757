import "server-only";
import { createPublicKey } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import type { Ctx } from "@/lib/access/context";
import { deleteIdentity, findSharers, insertIdentity } from "@/lib/agents/repository";
import type { IdentityKind } from "@/lib/agents/rules";
import type { AgentRecord, NewIdentity } from "@/lib/agents/schema";
import { onAgent, refuseRetired } from "@/lib/agents/service/find";
import { rederive, settle, showRecord } from "@/lib/agents/service/settle";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";

type Canonical = { kind: IdentityKind; credential: string; detail: Record<string, string> };

export async function addIdentity(ctx: Ctx, slug: string, input: NewIdentity): Promise<AgentRecord> {
  const { kind, credential, detail } = await readCredential(input);
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const id = newId("identity", ctx.now.getTime());
    const createdBy = ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id;
    const identity = { id, agentId: row.id, kind, name: input.name, credential, detail, createdAt: ctx.now, createdBy };
    if (!(await insertIdentity(tx, identity)))
      throw new AppError("conflict", "This agent has this credential already.");
    const settled = await settle(tx, ctx, row.id, { type: "agent.identity_added", data: { identity: id, kind } });
    await tellSharers(tx, credential, row.id);
    return showRecord(tx, ctx, settled);
  });
}

export async function removeIdentity(ctx: Ctx, slug: string, id: string): Promise<void> {
  await onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const credential = await deleteIdentity(tx, row.id, id);
    if (credential === null) throw new AppError("not_found", "This agent has no such identity.");
    await settle(tx, ctx, row.id, { type: "agent.identity_removed", data: { identity: id } });
    await tellSharers(tx, credential, row.id);
  });
}

/** The same credential on two agents is a finding on both of them. */
async function tellSharers(tx: Tx, credential: string, agentId: string): Promise<void> {
  const sharers = await findSharers(tx, [credential], agentId);
  await rederive(
    tx,
    sharers.map((sharer) => sharer.agentId),
  );
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
  const { kty, crv, x, y, n, e } = jwk;
  const members = Object.fromEntries(
    Object.entries({ kty, crv, x, y, n, e }).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  const size = measureKey(members);
  const isKnown =
    (kty === "OKP" && crv === "Ed25519") || (kty === "EC" && crv === "P-256") || (kty === "RSA" && size >= 2048);
  if (!isKnown) refuse("/jwk", "unsupported_key", "Use an Ed25519, P-256 or RSA key of at least 2048 bits.");
  const thumbprint = await calculateJwkThumbprint(members);
  return { kind: "public_key", credential: `jkt:${thumbprint}`, detail: { ...members, thumbprint } };
}

/** Bits of an RSA key, 1 for other keys that can be read, 0 for what is no key. */
function measureKey(members: Record<string, string>): number {
  try {
    const key = createPublicKey({ key: members, format: "jwk" });
    return key.asymmetricKeyDetails?.modulusLength ?? 1;
  } catch {
    return refuse("/jwk", "invalid_key", "This is not a public key.");
  }
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
