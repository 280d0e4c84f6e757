import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvCell, readCsv, writeCsv } from "@/lib/http/csv";

async function write(header: string[], rows: CsvCell[][]): Promise<string> {
  let text = "";
  for await (const part of writeCsv({ header, rows })) text += part;
  return text;
}

describe("csv", () => {
  it("starts with a byte order mark and ends every row with CRLF", async () => {
    expect(await write(["id", "name"], [["per_1", "Ada"]])).toBe("\uFEFFid,name\r\nper_1,Ada\r\n");
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@sum(a1)", "'@sum(a1)"],
    ["\t=1", `"'\t=1"`],
    ["\n=1", `"'\n=1"`],
    ["＝1+1", "'＝1+1"],
    ["＠sum", "'＠sum"],
    ["hi;=1+1", '"hi;=1+1"'],
    ["hi\t=1+1", '"hi\t=1+1"'],
    ["\r=1", `"'\r=1"`],
    ["'=1", "''=1"],
    ['=cmd|" /C calc"!A1', `"'=cmd|"" /C calc""!A1"`],
    ["O'Neill", "O'Neill"],
    ["'quoted'", "'quoted'"],
    ["a,b", '"a,b"'],
    ["a\nb", '"a\nb"'],
    ['say "a"', '"say ""a"""'],
  ])("writes %j as %j", async (cell, written) => {
    expect(await write(["x"], [[cell]])).toBe(`\uFEFFx\r\n${written}\r\n`);
  });

  it("keeps numbers numbers and null empty", async () => {
    expect(await write(["a", "b", "c"], [[-5, true, null]])).toBe("\uFEFFa,b,c\r\n-5,true,\r\n");
  });

  it("reads back every text it wrote", async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", ",", ";", "＝", '"', " ", "a") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 5 }), async (rows) => {
        expect(readCsv(await write(["a", "b"], rows))).toEqual([["a", "b"], ...rows]);
      }),
    );
  });

  it("reads files of other programs", () => {
    expect(readCsv('a,b\n"1\n2",\n')).toEqual([
      ["a", "b"],
      ["1\n2", ""],
    ]);
    expect(readCsv("a\r\n1")).toEqual([["a"], ["1"]]);
    expect(readCsv("")).toEqual([]);
    expect(() => readCsv('a\n1"2\n')).toThrow("Row 2 has a quote in the wrong place.");
    expect(() => readCsv('a\n"1')).toThrow("quote");
  });
});
