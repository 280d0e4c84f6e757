import { expect, test } from "vitest";
import { countRows } from "./fetch-export";

test.each([
  ["a header alone", "slug,name\r\n", 0],
  ["rows", "slug,name\r\na,A\r\nb,B\r\n", 2],
  ["a cell of several lines", 'slug,description\r\na,"One\r\ntwo ""quoted""\r\n"\r\n', 1],
  ["nothing", "", 0],
])("counts the rows of %s", (_, csv, rows) => {
  expect(countRows(csv)).toBe(rows);
});
