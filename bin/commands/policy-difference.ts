import type { diffPolicies, ExampleCall, judgeChange, PolicyChange } from "@/lib/policy/rules";

const signs = { added: "+", removed: "-", changed: "~" } as const;
const kinds = { rules: "rule", intents: "intent", tests: "test" } as const;

/** One line for each rule, intent, test and member of the top that differs, and below it what differs in it. */
export function tellDifference({ isEmpty, members, items }: ReturnType<typeof diffPolicies>): string[] {
  if (isEmpty) return ["No difference."];
  return [
    ...members.map(({ member, before, after }) => `~ ${member}: ${write(before)} -> ${write(after)}`),
    ...items.flatMap(({ part, id, change, members: own }) => [
      `${signs[change]} ${kinds[part]} ${id}`,
      ...(change === "changed"
        ? own.map(({ member, before, after }) => `    ${member}: ${write(before)} -> ${write(after)}`)
        : []),
    ]),
  ];
}

/** Why it loosens comes last, where a pipeline shows it. */
export function tellJudgement({ isLoosening, loosens, tightens }: ReturnType<typeof judgeChange>): string[] {
  const verdict = isLoosening
    ? "Loosens: a second person must look at it."
    : tightens.length > 0
      ? "Tightens."
      : undefined;
  return [
    ...tightens.map((change) => `tightens ${describe(change)}`),
    ...loosens.flatMap((change) => [
      `LOOSENS  ${describe(change)}`,
      ...(change.example ? [`         ${tellExample(change.example)}`] : []),
    ]),
    ...(verdict === undefined ? [] : [verdict]),
  ];
}

function describe({ code, id, detail }: PolicyChange): string {
  return `${id === undefined ? "" : `${id}: `}${detail} (${code})`;
}

function tellExample({ action, args, resource, intent, before, after }: ExampleCall): string {
  const where = resource.type === "none" ? "" : ` on ${resource.type}/${resource.id}`;
  const session = intent === undefined ? "" : ` in a session of ${intent}`;
  return `${action} ${JSON.stringify(args)}${where}${session}: ${before} -> ${after}`;
}

function write(value: unknown): string {
  return value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value);
}
