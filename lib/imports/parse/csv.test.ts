import fc from "fast-check";
import { expect, test } from "vitest";
import { writeCsv } from "@/lib/http/csv";
import { readCsvRows } from "@/lib/imports/parse/csv";

const cellsOf = (text: string): string[][] => readCsvRows(text).rows.map(({ cells }) => cells);

test("reads back every table that an export wrote", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "\n", ",", ";", "＝", '"', " ", "a"),
  });
  // A row of nothing but spaces is skipped: spreadsheets leave hundreds of them at the end.
  const row = fc.tuple(cell, cell, fc.constant("x")).map((cells) => [...cells]);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
      let text = "";
      for await (const part of writeCsv({ header: ["a", "b", "c"], rows })) text += part;
      const read = readCsvRows(text.replace("\uFEFF", ""));
      expect(read.faults).toEqual([]);
      expect(read.rows.map(({ cells }) => cells)).toEqual([["a", "b", "c"], ...rows]);
    }),
  );
});

test.each([
  ["semicolons", "name;tools\nA;b,c"],
  ["tabs", "name\ttools\nA\tb,c"],
  ["semicolons that Excel names", "sep=;\nname;tools\r\nA;b,c"],
  ["commas and quotes", 'name,tools\r\nA,"b,c"'],
  ["old line ends", 'name,tools\rA,"b,c"\r'],
])("%s", (_, text) => {
  expect(cellsOf(text)).toEqual([
    ["name", "tools"],
    ["A", "b,c"],
  ]);
});

test("each row knows its line, also after a cell of several lines", () => {
  const { rows } = readCsvRows('name,x\n"a\nb",1\n\n\nc,2\n');
  expect(rows.map(({ line }) => line)).toEqual([1, 2, 6]);
});

test.each([
  ["a quote within a cell", 'n,x\nA"b,1\nC,2', 2],
  ["text after a quote", 'n,x\n"A"b,1\nC,2', 2],
  ["a quote that is never closed", 'n,x\n"A,1\nC,2', 2],
  ["a quote that closes in the next row", 'n,x\n"A,1\n"C",2', 2],
])("%s costs its row", (_, text, line) => {
  const read = readCsvRows(text);
  expect(read.faults.map((fault) => fault.line)).toEqual([line]);
  expect(read.rows.map(({ cells }) => cells)).toEqual([
    ["n", "x"],
    ["C", "2"],
  ]);
});

test.each([
  ["'=1+1", "=1+1"],
  ["''=1", "'=1"],
  ["=1+1", "=1+1"],
  ["@x", "@x"],
  ["'quoted'", "'quoted'"],
  ["O'Neill", "O'Neill"],
])("%j is the text %j", (cell, text) => {
  expect(cellsOf(`n\n${cell}`)[1]).toEqual([text]);
});

test("no text makes it throw or go on for ever", () => {
  const signs = fc.string({ unit: fc.constantFrom(...Array.from("\",;\t\r\na'=")) });
  fc.assert(
    fc.property(signs, (text) => {
      const { rows, faults } = readCsvRows(text);
      expect(rows.length + faults.length).toBeLessThanOrEqual(text.length + 1);
    }),
    { numRuns: 2000 },
  );
});
