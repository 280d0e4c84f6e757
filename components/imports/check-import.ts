import { callOperation } from "@/lib/http/client";
import { importOperations } from "@/lib/imports/operations";
import { importRowsQuery } from "@/lib/imports/queries";
import type { DraftAgent } from "@/lib/imports/rules";
import type { Import, ImportRow, NewImport } from "@/lib/imports/schema";

/**
 * Checks what was read. A list of systems stands for all that an agent reaches, and the addresses of its servers are not
 * all: what people added to an agent that is here would be struck out. Where a check says so it is made again with them.
 */
export async function checkImport(body: NewImport, agents: readonly DraftAgent[]): Promise<Import> {
  const made = await callOperation(importOperations.createImport, { body });
  const partial = agents.map(({ systems, hosts }) => systems.length === 0 && (hosts ?? []).length > 0);
  if (made.plans.update === 0 || !partial.includes(true)) return made;
  const rows = await importRowsQuery(made.id, made.version).queryFn({ signal: new AbortController().signal });
  const kept = new Map(rows.flatMap((row) => (partial[row.number - 1] === true ? keepSystems(row) : [])));
  if (kept.size === 0) return made;
  const again = body.rows.map((row, at) => {
    const lost = kept.get(at + 1);
    if (lost === undefined) return row;
    const { systems, ...rest } = row;
    return lost === "unknown" ? rest : { ...rest, systems: [...(systems ?? []), ...lost] };
  });
  return callOperation(importOperations.createImport, { body: { ...body, rows: again } });
}

/** What the row would strike out; `unknown` where the answer does not list all of it. */
function keepSystems({ number, changes }: ImportRow): [number, string[] | "unknown"][] {
  const before = changes.find(({ field }) => field === "systems")?.before?.split("\n");
  if (before === undefined) return [];
  return [[number, /^and \d+ more$/.test(before.at(-1) ?? "") ? "unknown" : before]];
}
