/** Read and judged, under way, through, or given up: rows without a result can be run again. */
export const importStates = ["checked", "running", "finished", "failed"] as const;
export type ImportState = (typeof importStates)[number];

/** Why an import was given up. */
export const stopCauses = ["importer_left", "importer_may_not", "failed_often", "left_alone"] as const;
export type StopCause = (typeof stopCauses)[number];

export function explainStop(cause: StopCause | undefined, importer: string): string {
  switch (cause) {
    case "importer_left":
      return `${importer} no longer has access here, so nothing more was imported in their name.`;
    case "importer_may_not":
      return `${importer} may no longer import agents, so nothing more was imported in their name.`;
    case "failed_often":
      return "It failed on our side several times.";
    default:
      return "It was stopped.";
  }
}

/** What a row would do, judged before anything is written. */
export const rowPlans = ["create", "update", "unchanged", "error"] as const;
export type RowPlan = (typeof rowPlans)[number];

/** What a row did. */
export const rowResults = ["created", "updated", "unchanged", "failed", "skipped"] as const;
export type RowResult = (typeof rowResults)[number];

export const importAbilities = ["run"] as const;

/** Fields a person can set in the review, whatever the file says. */
export const editableFields = ["name", "owner_email", "environment"] as const;

export const rowLimits = { rows: 10_000, bodyBytes: 10 * 1024 * 1024, tools: 2_000, servers: 500, list: 100 } as const;

type Plain = string | number | boolean | null;
type Tool = { name: string; server: string; effect: string | null; hard: boolean; origin: string };
type Server = {
  name: string;
  transport: string;
  command: string;
  url: string;
  variables: readonly { name: string }[];
  headers: readonly { name: string }[];
  origin: string;
};

/** `.mcp.json:14` → `.mcp.json` */
export function pathOfOrigin(origin: string): string {
  return origin.replace(/:\d+$/, "");
}

/**
 * Files speak for what they told before: what came from one of these files is as they say now, what came from others
 * stays. Of two with one name the one from these files counts.
 */
export function mergeParts<T extends { name: string; origin: string }>(
  kept: readonly T[],
  given: readonly T[],
  paths: ReadonlySet<string>,
): T[] {
  const names = new Set(given.map(({ name }) => name));
  const others = kept.filter(({ name, origin }) => !names.has(name) && !paths.has(pathOfOrigin(origin)));
  return [...others, ...given];
}

/** One line for each part, for comparing and showing. Lines of files move and fingerprints are salted: neither counts. */
export function describeTool({ name, server, effect, hard }: Tool): string {
  return writeLine([effect, name, server && `on ${server}`, hard && "held outside the model"]);
}

export function describeServer({ name, transport, command, url, variables, headers }: Server): string {
  const names = (what: string, list: readonly { name: string }[]): string =>
    list.length === 0 ? "" : `${what} ${[...new Set(list.map((one) => one.name))].toSorted().join(" ")}`;
  return writeLine([name, transport, command, url, names("env", variables), names("headers", headers)]);
}

function writeLine(parts: readonly Plain[]): string {
  return parts.filter((part) => part !== null && part !== false && part !== "").join(" ");
}

export type LineChange = { before: string | null; after: string | null };

/** What one list has that the other has not; undefined where they hold the same. */
export function compareLines(before: readonly string[], after: readonly string[]): LineChange | undefined {
  const gone = before.filter((line) => !after.includes(line));
  const added = after.filter((line) => !before.includes(line));
  return gone.length + added.length === 0 ? undefined : { before: writeLines(gone), after: writeLines(added) };
}

const shownLines = 12;
function writeLines(lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  const rest = lines.length - shownLines;
  return [...lines.slice(0, shownLines), ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}
