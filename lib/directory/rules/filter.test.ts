import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Filter, parseFilter } from "@/lib/directory/rules/filter";
import { ScimError } from "@/lib/directory/rules/scim-error";

/** A filter as one line, with every grouping shown. */
function write(filter: Filter): string {
  switch (filter.kind) {
    case "compare":
      return `${filter.path} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case "present":
      return `${filter.path} pr`;
    case "both":
      return `(${write(filter.left)} and ${write(filter.right)})`;
    case "either":
      return `(${write(filter.left)} or ${write(filter.right)})`;
    case "not":
      return `not(${write(filter.inner)})`;
    case "where":
      return `${filter.path}[${write(filter.inner)}]`;
  }
}

const cases: readonly (readonly [string, string])[] = [
  ['userName eq "bjensen"', 'username eq "bjensen"'],
  ['USERNAME EQ "x"', 'username eq "x"'],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"', 'username sw "J"'],
  ["title pr", "title pr"],
  ["active eq true and id ne null", "(active eq true and id ne null)"],
  ["a pr or b pr and c pr", "(a pr or (b pr and c pr))"],
  ["(a pr or b pr) and c pr", "((a pr or b pr) and c pr)"],
  ["not (a pr) and b pr", "(not(a pr) and b pr)"],
  ["not(a pr)", "not(a pr)"],
  ['not eq "x"', 'not eq "x"'],
  ['emails[type eq "work" and value co "@example.org"]', 'emails[(type eq "work" and value co "@example.org")]'],
  ['displayName eq "a \\"b\\" ) and ( c"', 'displayname eq "a \\"b\\" ) and ( c"'],
  ["meta.created gt 12", "meta.created gt 12"],
  ['  id   eq\t"x"  ', 'id eq "x"'],
];

const broken: readonly string[] = [
  "",
  "userName",
  "userName eq",
  "userName eq bjensen",
  "userName is 'x'",
  "userName eq 'x'",
  'userName eq "x" and',
  'userName eq "x" id eq "y"',
  '(userName eq "x"',
  'userName eq "x")',
  'emails[type eq "work"',
  'userName eq "x',
  'userName eq "\\u0000"',
  'userName eq "\\ud800"',
  "1=1; drop table people",
  'userName; eq "x"',
  'a.b.c eq "x"',
  'urn:other:thing:userName eq "x"',
  `${"(".repeat(13)}a pr${")".repeat(13)}`,
  Array.from({ length: 61 }, () => "a pr").join(" or "),
  `userName eq "${"x".repeat(4_000)}"`,
];

describe("parseFilter", () => {
  it.each(cases)("%s", (text, expected) => {
    expect(write(parseFilter(text))).toBe(expected);
  });

  it.each(broken)("refuses %j", (text) => {
    expect(() => parseFilter(text)).toThrow(
      expect.objectContaining({ status: 400, scimType: "invalidFilter" }) as Error,
    );
  });

  it("reads or refuses any text, and fails at none", () => {
    const words = fc.constantFrom(
      "(",
      ")",
      "[",
      "]",
      "not",
      "and",
      "or",
      "eq",
      "pr",
      '"x"',
      '"',
      "\\",
      "a",
      "a.b",
      "1",
      " ",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 40 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          parseFilter(given);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
        }
      }),
    );
  });
});
