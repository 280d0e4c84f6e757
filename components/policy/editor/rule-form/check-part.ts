import { checkPolicyValue, type Intent, type PolicyDocument, type PolicyTest, type Rule } from "@/lib/policy/schema";

type Parts = { rules: Rule; intents: Intent; tests: PolicyTest };
type Others = Pick<PolicyDocument, "intents"> & { readonly taken: readonly string[] };
export type PartFaults = Readonly<Record<string, string>>;
export type CheckedPart<Item> =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly faults: PartFaults };

/** One rule, intent or test as a form has it, checked as the whole text will be: its faults by the name of their member. */
export function checkPart<Part extends keyof Parts>(
  part: Part,
  value: object,
  { intents, taken }: Others,
): CheckedPart<Parts[Part]> {
  const named = part === "tests" ? "name" : "id";
  const name: unknown = Reflect.get(value, named);
  const faults: Record<string, string> = {};
  if (typeof name === "string" && taken.includes(name)) faults[named] = "There is one of this name already.";
  const checked = checkPolicyValue({ ...(part === "tests" && { intents }), [part]: [value] });
  if (!checked.ok) {
    for (const { pointer, detail } of checked.faults) {
      const [, , , member = "", inner] = pointer.split("/");
      // The members of an issuance are fields of their own.
      faults[member === "issuance" && inner !== undefined ? inner : member] ??= detail;
    }
    return { ok: false, faults };
  }
  const [item] = checked.document[part];
  return item === undefined || Object.keys(faults).length > 0
    ? { ok: false, faults }
    : { ok: true, item: item as Parts[Part] };
}

/** What a list field holds, one on each line. */
export function readLines(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** A number as it was typed; what is none is left for the check to refuse. Undefined where nothing is written. */
export function readNumber(text: string): number | string | undefined {
  if (text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** Leaves out what is not said, so that the text does not name it. */
export function withoutGaps(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
