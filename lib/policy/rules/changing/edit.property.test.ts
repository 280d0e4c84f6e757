import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSame } from "@/lib/policy/rules/changing/content";
import {
  convertPolicyText,
  editDocument,
  editPolicyText,
  type PolicyEdit,
  rewritePolicyText,
} from "@/lib/policy/rules/changing/edit";
import { documents, intents, rules, tests } from "@/lib/policy/rules/changing/testing/documents";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";
import type { WrittenIntent, WrittenRule, WrittenTest } from "@/lib/policy/rules/writing/document";
import { readPolicyText } from "@/lib/policy/rules/writing/text";

const runs = { numRuns: 100 };

function valueOf(text: string): Json {
  const outcome = readPolicyText(text);
  if (!outcome.ok) throw new Error(`${outcome.faults[0]?.line}: ${outcome.faults[0]?.detail}\n${text}`);
  return outcome.read.value;
}

function textOf(written: ReturnType<typeof editPolicyText>): string {
  if (!written.ok) throw new Error(written.detail);
  return written.text;
}

const ids = fc.constantFrom("a", "small-refund", "b2", "never", "0-ask", "mail");
const place = fc.integer({ min: 0, max: 5 });
// What a form hands over is checked by its schema first; here any members will do.
const put = <T>(part: string, item: fc.Arbitrary<JsonMembers>) =>
  fc.record({ kind: fc.constant("put"), part: fc.constant(part), item: item.map((one) => one as T), at: place });
const edits = fc.oneof(
  put<WrittenRule>("rules", rules),
  put<WrittenIntent>("intents", intents),
  put<WrittenTest>("tests", tests),
  fc.record({ kind: fc.constant("remove"), part: fc.constantFrom("rules", "intents"), id: ids }),
  fc.record({ kind: fc.constant("move"), part: fc.constantFrom("rules", "intents"), id: ids, to: place }),
  fc.record({
    kind: fc.constant("rename"),
    part: fc.constantFrom("rules", "intents"),
    id: ids,
    to: fc.constant("new-name"),
  }),
  fc.record({
    kind: fc.constant("set"),
    member: fc.constant("require_intent"),
    value: fc.constantFrom(true, false, undefined),
  }),
  fc.record({
    kind: fc.constant("set"),
    member: fc.constant("secret_arguments"),
    value: fc.constantFrom<(Json | undefined)[]>(undefined, [], ["card.number"]),
  }),
) as fc.Arbitrary<PolicyEdit>;

/** The ways a file comes. */
const layouts = {
  yaml: (value: Json) => textOf(convertPolicyText(JSON.stringify(value), "yaml")),
  indented: (value: Json) => JSON.stringify(value, null, 2),
  tabbed: (value: Json) => `${JSON.stringify(value, null, "\t")}\n`,
  compact: (value: Json) => JSON.stringify(value),
  windows: (value: Json) => textOf(convertPolicyText(JSON.stringify(value), "yaml")).replaceAll("\n", "\r\n"),
  marked: (value: Json) => `\uFEFF${textOf(convertPolicyText(JSON.stringify(value), "yaml"))}`,
  "without a last line break": (value: Json) => textOf(convertPolicyText(JSON.stringify(value), "yaml")).trimEnd(),
};

function editOrUndefined(document: JsonMembers, edit: PolicyEdit): JsonMembers | undefined {
  try {
    return editDocument(document, edit);
  } catch {
    return undefined;
  }
}

/** Every line with a comment of its own, and one above. */
function withComments(text: string): string {
  let count = 0;
  const lines = text.split("\n").map((line) => {
    const [, indent, key] = /^( *)(?:- )?(id|effect|boundary|statement|require_intent): [^"']*$/.exec(line) ?? [];
    if (indent === undefined || key === undefined || /[#|>]/.test(line)) return line;
    const above = key === "effect" ? `${indent}# above ${count++}\n` : "";
    return `${above}${line} # beside ${count++}`;
  });
  return `# first\n${lines.join("\n")}# last\n`;
}
const commentsIn = (text: string): string[] =>
  [...text.matchAll(/# (?:first|last|(?:above|beside) \d+)$/gm)].map(([one]) => one);

it("leaves every comment that is not in what is taken away", () => {
  fc.assert(
    fc.property(documents, edits, (document, edit) => {
      const text = withComments(layouts.yaml(document));
      const written = editPolicyText(text, edit);
      if (!written.ok) return;
      const kept = commentsIn(written.text);
      const lost = commentsIn(text).filter((one) => !kept.includes(one));
      expect(new Set(kept).size).toBe(kept.length);
      if (edit.kind === "put" || edit.kind === "set") {
        // Beside a member that is no longer there.
        expect(lost.filter((one) => !one.startsWith("# beside"))).toEqual([]);
        expect(lost.length).toBeLessThanOrEqual(3);
      } else if (edit.kind !== "remove") expect(lost).toEqual([]);
    }),
    runs,
  );
});

describe.each(Object.entries(layouts))("a text that is %s", (name, write) => {
  it("says exactly what the edits meant, one after another", () => {
    fc.assert(
      fc.property(documents, fc.array(edits, { minLength: 1, maxLength: 4 }), (document, several) => {
        let text = write(document);
        expect(isSame(valueOf(text), document)).toBe(true);
        let meant = document;
        for (const edit of several) {
          const next = editOrUndefined(meant, edit);
          const written = editPolicyText(text, edit);
          expect(written.ok ? "written" : next ? `${written.detail}\n${text}` : "refused").toBe(
            next ? "written" : "refused",
          );
          if (!next || !written.ok) continue;
          meant = next;
          text = written.text;
          expect(isSame(valueOf(text), meant)).toBe(true);
        }
        if (["indented", "tabbed", "compact"].includes(name)) expect(isSame(JSON.parse(text), meant)).toBe(true);
        if (name === "marked") expect(text.startsWith("\uFEFF")).toBe(true);
      }),
      runs,
    );
  });

  it("can be made to say any other document", () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        expect(isSame(valueOf(textOf(rewritePolicyText(write(before), after))), after)).toBe(true);
      }),
      runs,
    );
  });
});
