import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { maxFaults } from "@/lib/http/input/fault-list";
import { parseInSteps } from "@/lib/http/input/parse-body";

const Part = z.strictObject({ name: z.string(), on: z._default(z.boolean(), false) });
const Row = z.strictObject({
  name: z.string().check(z.trim()),
  parts: z.optional(z.array(Part).check(z.maxLength(3))),
});
const schema = z.strictObject({
  sources: z._default(z.array(z.string()), []),
  rows: z.array(Row).check(
    z.minLength(1),
    z.maxLength(5_000),
    z.refine((rows) => rows[0]?.name !== "last"),
  ),
  note: z.optional(z.string()),
});
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const faultsOf = async (value: unknown) =>
  (await parseInSteps(schema, value)).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe("parseInSteps", () => {
  it("gives what the schema gives as a whole", async () => {
    const value = { rows: [{ name: " a ", parts: [{ name: "p" }] }, { name: "b" }] };
    expect(await parseInSteps(schema, value)).toEqual({ value: z.parse(schema, value), faults: [] });
    expect(await parseInSteps(z.optional(z.strictObject({})), undefined)).toEqual({ value: undefined, faults: [] });
  });

  it("tells what is wrong in a list, beside it, and with it", async () => {
    const wrong = { rows: [{ name: "a" }, { name: 1, parts: [{ name: 1 }, null] }], sources: [1], note: 1, more: 1 };
    expect(await faultsOf(wrong)).toEqual([
      "/sources/0 invalid_type",
      "/rows/1/parts/0/name invalid_type",
      "/rows/1/parts/1 invalid_type",
      "/rows/1/name invalid_type",
      "/note invalid_type",
      "/more unknown_field",
    ]);
    expect(await faultsOf({ rows: [] })).toEqual(["/rows too_small"]);
    expect(await faultsOf({ rows: [{ name: "last" }] })).toEqual(["/rows custom"]);
    expect(await faultsOf({ rows: 1, sources: null })).toEqual(["/sources invalid_type", "/rows invalid_type"]);
    expect(await faultsOf({})).toEqual(["/rows required"]);
    expect(await faultsOf([])).toEqual([" invalid_type"]);
  });

  it("does not look at the entries of a list that is too long, here or inside", async () => {
    expect(await faultsOf({ rows: many(500_000, {}) })).toEqual(["/rows too_big"]);
    expect(await faultsOf({ rows: [{ name: "a", parts: many(500_000, {}) }] })).toEqual(["/rows/0/parts too_big"]);
  });

  it.each([
    ["rows of wrong types", { rows: many(5_000, { name: 1, a: 1, b: 1 }) }],
    [
      "fields nobody knows",
      { rows: [{ name: "a" }], ...Object.fromEntries(many(20_000, 0).map((_, n) => [`f${n}`, n])) },
    ],
    ["a list without a limit", { rows: [{ name: "a" }], sources: many(500_000, 1) }],
  ])("tells a hundred faults of %s and that there are more", async (_, value) => {
    const faults = await faultsOf(value);
    expect(faults).toHaveLength(maxFaults + 1);
    expect(faults.at(-1)).toBe(" too_many_faults");
  });
});
