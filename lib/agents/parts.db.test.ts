import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";

const { db } = await openTestDatabase();

async function makeSystem(slug: string, verifies: "mtls" | "network_only" | "unknown"): Promise<string> {
  const id = newId("system");
  const times = { createdAt: new Date(), updatedAt: new Date() };
  await db.system.create({
    data: { id, slug, name: slug, description: "", verifies, actions: [], dataClasses: [], ...times },
  });
  return id;
}

const makeKey = () => generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });

describe("identities", () => {
  test("a label alone is a gap; a key closes it; the same key on two agents is a finding on both", async () => {
    const [one, two] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
    const jwk = { ...makeKey(), kty: "OKP" };
    const labelled = await agents.addIdentity(one.asOwner, one.agent.slug, { kind: "label", name: "L", label: "bot" });
    expect(labelled.gaps).toContain("identity_label_only");
    const keyed = await agents.addIdentity(one.asOwner, one.agent.slug, { kind: "public_key", name: "K", jwk });
    expect(keyed.gaps.filter((gap) => gap.startsWith("identity"))).toEqual([]);
    await expect(
      agents.addIdentity(one.asOwner, one.agent.slug, { kind: "public_key", name: "Again", jwk }),
    ).rejects.toMatchObject({ code: "conflict" });
    // The same key written otherwise is the same key.
    const other = { ...jwk, x: `${jwk.x}=`, alg: "EdDSA", kid: "elsewhere" };
    const shared = await agents.addIdentity(two.asOwner, two.agent.slug, { kind: "public_key", name: "K", jwk: other });
    expect(shared.gaps).toContain("identity_shared");
    const seen = await agents.getAgent(one.asOwner, one.agent.slug);
    expect(seen.gaps).toContain("identity_shared");
    expect(seen.identities.at(-1)?.shared_with.map(({ slug }) => slug)).toEqual([two.agent.slug]);
    await agents.removeIdentity(two.asOwner, two.agent.slug, shared.identities[0]?.id ?? "");
    expect((await agents.getAgent(one.asOwner, one.agent.slug)).gaps).not.toContain("identity_shared");
  });

  test("what proves nothing is refused at the field", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const add = (input: Parameters<typeof agents.addIdentity>[2]) => agents.addIdentity(asOwner, agent.slug, input);
    const { privateKey } = generateKeyPairSync("ed25519");
    const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
    for (const jwk of [
      { ...privateKey.export({ format: "jwk" }), kty: "OKP" },
      { ...small, kty: "RSA" },
      { kty: "oct", k: "c2VjcmV0" },
      { kty: "OKP", crv: "Ed25519", x: "short" },
      { kty: "EC", crv: "P-256", x: "AAAA", y: "AAAA" },
      { kty: "OKP", crv: "Ed25519", x: "A".repeat(43) },
    ])
      await expect(add({ kind: "public_key", name: "K", jwk })).rejects.toMatchObject({
        code: "invalid_input",
        faults: [{ pointer: "/jwk" }],
      });
    for (const spiffe_id of [
      "spiffe://",
      "spiffe://Upper/x",
      "spiffe://a/../b",
      "https://a/b",
      "spiffe://a/b?x",
      "spiffe://a",
    ])
      await expect(add({ kind: "spiffe", name: "S", spiffe_id })).rejects.toMatchObject({ code: "invalid_input" });
    for (const issuer of [
      "http://issuer.example",
      "https://u:p@issuer.example",
      "https://issuer.example/?x",
      "nonsense",
    ])
      await expect(add({ kind: "federated", name: "F", issuer, subject: "s" })).rejects.toMatchObject({
        code: "invalid_input",
      });
  });
});

describe("reach", () => {
  test("a system that trusts the network alone makes a bridge; none stated is no gap until something is reached", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const slug = `legacy-${agent.id.slice(-6).toLowerCase()}`;
    await makeSystem(slug, "network_only");
    expect(agent.gaps).toContain("systems_missing");
    const none = await agents.updateAgentFields(asOwner, agent.slug, { stated_none: ["systems"] }, agent.version);
    expect(none.gaps).not.toContain("systems_missing");
    const reached = await agents.reachSystem(asOwner, agent.slug, slug, "a browser");
    expect(reached).toMatchObject({
      bridge: true,
      stated_none: [],
      gaps: expect.arrayContaining(["system_unverified"]),
    });
    expect(
      (await agents.listAgents(asOwner, { bridge: "true", sort: "name", limit: 50, q: agent.name })).data,
    ).toHaveLength(1);
    await agents.leaveSystem(asOwner, agent.slug, slug);
    expect(await agents.getAgent(asOwner, agent.slug)).toMatchObject({ bridge: false });
    await expect(agents.leaveSystem(asOwner, agent.slug, slug)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a memory store without retention, or that we cannot purge, is a gap", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const memory = {
      name: "Summaries",
      operator: "us" as const,
      operator_name: "",
      retention_days: null,
      purge_by: "On-call",
      reachable: true,
      data_classes: [],
    };
    const added = await agents.addMemory(asOwner, agent.slug, memory);
    expect(added.gaps).toContain("memory_unclear");
    const id = added.memory[0]?.id ?? "";
    const clear = { ...memory, retention_days: 30 };
    await expect(agents.changeMemory(asOwner, agent.slug, id, clear, 1)).rejects.toMatchObject({
      code: "stale_version",
    });
    const changed = await agents.changeMemory(asOwner, agent.slug, id, clear, added.version);
    expect(changed.gaps.filter((gap) => gap.startsWith("memory"))).toEqual([]);
    await agents.removeMemory(asOwner, agent.slug, id);
    expect((await agents.getAgent(asOwner, agent.slug)).gaps).toContain("memory_missing");
  });

  test("nobody is above themselves, at any distance, also when two links are made at once", async () => {
    const { agent: top, asOwner } = await makeOwnedAgent(db);
    const make = (name: string) =>
      agents.createAgent(asOwner, { name: `${name} ${top.id.slice(-5)}`, purpose: "", environment: "production" });
    const [middle, bottom] = [await make("Middle"), await make("Bottom")];
    await expect(agents.adoptAgent(asOwner, top.slug, top.slug)).rejects.toMatchObject({
      faults: [{ code: "self_parent" }],
    });
    await agents.adoptAgent(asOwner, top.slug, middle.slug);
    await agents.adoptAgent(asOwner, middle.slug, bottom.slug);
    await expect(agents.adoptAgent(asOwner, bottom.slug, top.slug)).rejects.toMatchObject({
      faults: [{ code: "circle" }],
    });
    const [left, right] = [await make("Left"), await make("Right")];
    const both = await Promise.allSettled([
      agents.adoptAgent(asOwner, left.slug, right.slug),
      agents.adoptAgent(asOwner, right.slug, left.slug),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const sandboxed = await agents.createAgent(asOwner, { name: "Elsewhere", purpose: "", environment: "sandbox" });
    await expect(agents.adoptAgent(asOwner, top.slug, sandboxed.slug)).rejects.toMatchObject({
      faults: [{ code: "other_environment" }],
    });
  });
});

test("the longest texts in the widest script, with lines, are kept and recorded", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  const wide = (length: number) => `一\n${"漢".repeat(length - 2)}`;
  const line = (length: number, at: number) => `${at}${"漢".repeat(length - 2)}`;
  const change = {
    purpose: wide(2_000),
    responsibility: { us: wide(1_000), model_provider: wide(1_000), platform: wide(1_000) },
    tags: Array.from({ length: 20 }, (_, at) => line(40, at)),
    model_providers: Array.from({ length: 20 }, (_, at) => line(60, at)),
  };
  const once = await agents.updateAgentFields(asOwner, agent.slug, change, agent.version);
  expect(once.purpose).toBe(change.purpose);
  const back = { ...change, purpose: `${change.purpose.slice(0, -1)}字`, tags: change.tags.map((tag) => `${tag}字`) };
  await agents.updateAgentFields(asOwner, agent.slug, back, once.version);
});
