import { isAppError } from "@/lib/core/errors";

/** One place that both sides changed; a side that removed it says nothing there. */
export type Disagreement = {
  readonly pointer: string;
  /** "Rule small-refund, when" */
  readonly name: string;
  readonly base: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
};

/** What the refusal of a rebase names; empty where it was refused for something else. */
export function readDisagreements(error: Error | null): readonly Disagreement[] {
  const found = isAppError(error) && error.code === "conflict" ? error.members["conflicts"] : undefined;
  if (!Array.isArray(found)) return [];
  return found.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || !("pointer" in one) || typeof one.pointer !== "string") return [];
    const side = (name: "base" | "mine" | "theirs"): string | undefined => write(readKey(one, name));
    return [
      {
        pointer: one.pointer,
        name: nameOf(one.pointer),
        base: side("base"),
        mine: side("mine"),
        theirs: side("theirs"),
      },
    ];
  });
}

function readKey(value: object, key: string): unknown {
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function write(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}

const parts: Readonly<Record<string, string>> = { rules: "Rule", intents: "Intent", tests: "Test" };

/** `/rules/small-refund/when` as a heading: "Rule small-refund, when". */
function nameOf(pointer: string): string {
  const [, part = "", id, ...members] = pointer
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (id === undefined) return part.replaceAll("_", " ");
  const item = `${parts[part] ?? part} ${id}`;
  return members.length === 0 ? item : `${item}, ${members.join(" ").replaceAll("_", " ")}`;
}
