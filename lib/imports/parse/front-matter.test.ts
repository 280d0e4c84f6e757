import fc from "fast-check";
import { expect, test } from "vitest";
import { readFrontMatter } from "@/lib/imports/parse/front-matter";

const valuesOf = (text: string): Record<string, unknown> =>
  Object.fromEntries(readFrontMatter(text)?.entries.map(({ name, value }) => [name, value]) ?? []);
const faultsOf = (text: string): string[] =>
  readFrontMatter(text)?.faults.map(({ line, words }) => `${line}: ${words}`) ?? [];

test("the forms it knows", () => {
  const text = [
    "---",
    "# a comment",
    "name: code-reviewer # why",
    'quoted: "a: \\"b\\""',
    "single: 'it''s'",
    "description: Use this agent when: a, b",
    "  and more",
    "flow: [Read, 'Bash(a, b)', Grep]",
    "block:",
    "- Read",
    "  - Grep",
    "literal: |",
    "  one",
    "  two",
    "folded: >-",
    "  one",
    "  & two",
    "empty:",
    "---",
    "Body",
  ].join("\r\n");
  expect(faultsOf(text)).toEqual([]);
  expect(valuesOf(text)).toEqual({
    name: "code-reviewer",
    quoted: 'a: "b"',
    single: "it's",
    description: "Use this agent when: a, b and more",
    flow: ["Read", "Bash(a, b)", "Grep"],
    block: ["Read", "Grep"],
    literal: "one\ntwo",
    folded: "one & two",
    empty: "",
  });
  expect(readFrontMatter(text)).toMatchObject({ body: "Body", bodyLine: 20 });
});

test.each([
  ["an anchor", "description: &a text", "3: a YAML anchor is not read. Write the value out"],
  ["an alias", "description: *a", "3: a `*` begins a YAML alias"],
  ["a tag", "description: !!python/object/apply:os.system x", "3: a YAML tag is not read"],
  ["a merge key", "<<: *base", "3: a YAML merge key is not read"],
  ["an anchor in a list", "tools: [&a Read, Grep]", "3: a YAML anchor, alias or tag is not read"],
  ["an alias in a block", "tools:\n  - Read\n  - *a", "5: a `*` begins a YAML alias"],
  ["an anchor below a name", "hooks:\n  pre: &a x", "4: a YAML anchor is not read"],
  ["a map in a line", "hooks: {a: b}", "3: a nested value is not read"],
  ["a map in a block", "hooks:\n  a: b", "3: a nested value is not read"],
  ["something else", "what is this", "3: this is not `name: value`"],
  ["a name twice", "name: b", "3: this name is given twice; the first counts"],
])("%s is refused with its line, and the rest is read", (_, text, words) => {
  const whole = `---\nname: a\n${text}\nmodel: opus\n---\n`;
  const [first, ...rest] = faultsOf(whole);
  expect(first?.startsWith(words)).toBe(true);
  expect(rest).toEqual([]);
  expect(valuesOf(whole)).toEqual({ name: "a", model: "opus" });
});

test("an alias bomb costs nothing, because nothing is expanded", () => {
  const bomb = `---\na: &a [x]\n${Array.from({ length: 1000 }, (_, at) => `b${at}: [*a, *a]`).join("\n")}\n---\n`;
  expect(readFrontMatter(bomb)?.entries).toEqual([]);
});

test("text without front matter has none, and an open one is a fault", () => {
  expect(readFrontMatter("# Title\n---\nname: a\n---")).toBeUndefined();
  expect(faultsOf("---\nname: a")).toEqual(["1: the front matter is never closed with `---`"]);
});

test("no text makes it throw", () => {
  const signs = fc.string({ unit: fc.constantFrom(...Array.from("ab:-[]{}&*!'\"|>#, \n")) });
  fc.assert(
    fc.property(signs, (text) => {
      expect(readFrontMatter(`---\n${text}\n---\n`)?.entries).toBeInstanceOf(Array);
    }),
    { numRuns: 2000 },
  );
});
