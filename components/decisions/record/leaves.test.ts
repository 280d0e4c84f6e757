import { expect, test } from "vitest";
import { listLeaves, withoutMasked } from "./leaves";

const mark = { redacted: "hmac-sha-256:x" };
const args = { amount: 50, to: { name: "Ana", iban: mark }, tags: ["a", mark], nothing: {}, "odd.name": null };
const masked = ["args.to.iban", "args.tags.1"];

test("every value has its path, and a masked one stays one", () => {
  expect(listLeaves(args, "args", masked).map(({ path, masked: hidden }) => [path, hidden])).toEqual([
    ["args.amount", false],
    ["args.to.name", false],
    ["args.to.iban", true],
    ["args.tags.0", false],
    ["args.tags.1", true],
    ["args.nothing", false],
    ["args.odd.name", false],
  ]);
});

test("without what is masked: a member goes alone, a list goes whole", () => {
  expect(withoutMasked(args, "args", masked)).toEqual({
    amount: 50,
    to: { name: "Ana" },
    nothing: {},
    "odd.name": null,
  });
});

test("where nothing is masked all stays", () => {
  expect(withoutMasked(args, "args", [])).toEqual(args);
});
