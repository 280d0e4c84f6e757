import "server-only";
import type { AgentChange, DeclaredServer, DeclaredTool } from "@/lib/agents/schema";
import type { ImportTarget } from "@/lib/agents/service";
import { compareLines, describeServer, describeTool, mergeParts } from "@/lib/imports/rules";
import type { ImportRowInput } from "@/lib/imports/schema";
import type { CheckedRow, RowFault } from "@/lib/imports/service/check-row";

export type RowChange = { field: string; before: string | null; after: string | null };

/** What a row would change of an agent that is there. */
export function compareRow(
  row: ImportRowInput,
  checked: CheckedRow,
  target: ImportTarget,
  people: { owner: string; deputy: string | undefined },
  namesOwner: boolean,
): { changes: RowChange[]; faults: RowFault[]; notes: string[] } {
  const parts = mergeTarget(row, checked, target);
  const change = chooseChange(row, checked, target);
  const changes = [
    ...Object.entries(change).map(([field, after]) => ({
      field,
      before: show(target.fields[field as keyof ImportTarget["fields"]]),
      after: show(after),
    })),
    ...compareList("systems", target.systems, checked.systems ?? target.systems),
    ...compareList("tools", target.tools.map(describeTool), parts.tools.map(describeTool)),
    ...compareList("servers", target.servers.map(describeServer), parts.servers.map(describeServer)),
  ];
  const faults = changes.length > 0 ? refuseChange(change, target) : [];
  return { changes, faults, notes: noteOwners(target, people, namesOwner) };
}

function compareList(field: string, before: readonly string[], after: readonly string[]): RowChange[] {
  const difference = compareLines(before, after);
  return difference ? [{ field, ...difference }] : [];
}

/** What the files of the row say, beside what other files said. */
export function mergeTarget(
  row: ImportRowInput,
  { tools, servers }: CheckedRow,
  target: Pick<ImportTarget, "tools" | "servers">,
): { tools: DeclaredTool[]; servers: DeclaredServer[] } {
  const paths = new Set(row.origins ?? []);
  return {
    tools: row.tools ? mergeParts(target.tools, tools, paths) : [...target.tools],
    servers: row.servers ? mergeParts(target.servers, servers, paths) : [...target.servers],
  };
}

/** Fields that differ. A file's name for an agent that was found by its key is no reason to rename what people named. */
export function chooseChange(row: ImportRowInput, { fields, slug }: CheckedRow, target: ImportTarget): AgentChange {
  const mayRename = slug !== undefined || row.edited?.includes("name") === true;
  const differing = Object.entries(fields).filter(([field, after]) => {
    if (field === "name" && !mayRename) return false;
    const before = target.fields[field as keyof ImportTarget["fields"]];
    return field === "data_classes" || field === "tags" || field === "model_providers"
      ? compareLines(before as string[], after as string[]) !== undefined
      : before !== after;
  });
  return Object.fromEntries(differing);
}

export function refuseChange(change: AgentChange, target: ImportTarget): RowFault[] {
  if (target.retired) return [{ field: "slug", detail: "This agent is retired; its record does not change any more." }];
  if (!target.mayUpdate) {
    const detail = `${target.slug} is not yours to change. Its owner, its deputy or somebody from security can import it.`;
    return [{ field: "slug", detail }];
  }
  return change.environment !== undefined && !target.draft
    ? [{ field: "environment", detail: "Only a draft can move to another environment." }]
    : [];
}

/** An import never takes an agent from its owner: that is asked on the agent's page and accepted by somebody. */
function noteOwners(
  { owners, slug }: ImportTarget,
  people: { owner: string; deputy: string | undefined },
  namesOwner: boolean,
): string[] {
  const holds = (part: "owner" | "deputy", id: string): boolean =>
    owners.some((one) => one.part === part && one.personId === id);
  const other = [
    ...(namesOwner && !holds("owner", people.owner) ? ["owner"] : []),
    ...(people.deputy !== undefined && !holds("deputy", people.deputy) ? ["deputy"] : []),
  ];
  return other.map((part) => `The ${part} stays as it is. Ask somebody else on the page of ${slug}.`);
}

function show(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
