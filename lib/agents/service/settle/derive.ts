import "server-only";
import type { Ctx } from "@/lib/access/context";
import { isPolicyLive } from "@/lib/agents/present";
import { findSharers, type RecordRow } from "@/lib/agents/repository";
import { findGaps, type Gap, governedUntil } from "@/lib/agents/rules";
import type { Tx } from "@/lib/db/transaction";

/** A label proves nothing, so two agents may call themselves the same. */
export function findRealSharers(db: Ctx["db"] | Tx, row: RecordRow) {
  const real = row.identities.filter(({ kind }) => kind !== "label").map(({ credential }) => credential);
  return findSharers(db, real, row.id);
}

export async function derive(tx: Tx, row: RecordRow) {
  const sharers = await findRealSharers(tx, row);
  return deriveFrom(row, new Set(sharers.map(({ credential }) => credential)));
}

/** What follows from a record; `shared` are the credentials that other agents have as well. */
export function deriveFrom(row: RecordRow, shared: ReadonlySet<string>) {
  const accepted = row.owners.filter(({ state, person }) => state === "accepted" && person.state === "active");
  const holder = (part: "owner" | "deputy"): string | null =>
    accepted.find((owner) => owner.part === part)?.personId ?? null;
  return {
    ownerId: holder("owner"),
    deputyId: holder("deputy"),
    gaps: deriveGaps(row, shared),
    bridge: row.systems.some(({ system }) => system.verifies === "network_only"),
    governedUntil: governedUntil(row, row.owners),
    sortName: row.name.normalize("NFKC").toLowerCase(),
    searchText: writeSearchText(row),
  };
}

/** The row as it is once what follows from it is written. */
export function complete(row: RecordRow, shared: ReadonlySet<string>): RecordRow {
  const derived = deriveFrom(row, shared);
  const person = (id: string | null) => row.owners.find(({ personId }) => personId === id)?.person ?? null;
  return { ...row, ...derived, owner: person(derived.ownerId), deputy: person(derived.deputyId) };
}

function deriveGaps(row: RecordRow, shared: ReadonlySet<string>): Gap[] {
  return findGaps({
    purpose: row.purpose,
    kind: row.kind,
    autonomy: row.autonomy,
    tierTarget: row.tierTarget,
    modelProviders: row.modelProviders,
    duties: [row.dutiesUs, row.dutiesProvider, row.dutiesPlatform],
    dataClasses: row.dataClasses,
    statedNone: row.statedNone,
    owners: row.owners,
    systems: row.systems.map(({ system }) => system),
    memories: row.memories,
    identities: row.identities.map(({ kind, credential }) => ({ kind, shared: shared.has(credential) })),
    policyLive: isPolicyLive(row),
  });
}

function writeSearchText(row: RecordRow): string {
  const parts = [
    row.name,
    row.slug,
    ...row.slugs.map(({ slug }) => slug),
    row.purpose,
    ...row.tags,
    ...row.modelProviders,
    ...row.systems.map(({ system }) => `${system.slug} ${system.name}`),
    ...row.servers.map(({ name }) => name),
    ...row.tools.map(({ name }) => name),
  ];
  return [...new Set(parts)].join("\n").normalize("NFKC").toLowerCase().slice(0, 20_000);
}
