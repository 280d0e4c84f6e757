import { expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { readDisagreements } from "./disagreements";

function refuse(conflicts: unknown): AppError {
  return new AppError("conflict", "Both sides changed two places.", { members: { conflicts } });
}

it("reads each place with both sides, and one that was removed as nothing", () => {
  const conflicts = [
    { pointer: "/rules/a/when", base: "x < 1", mine: "x < 2", theirs: "x < 3" },
    { pointer: "/tests/A refund goes", mine: { name: "A refund goes" } },
    { other: true },
  ];
  expect(readDisagreements(refuse(conflicts))).toEqual([
    { pointer: "/rules/a/when", name: "Rule a, when", base: "x < 1", mine: "x < 2", theirs: "x < 3" },
    {
      pointer: "/tests/A refund goes",
      name: "Test A refund goes",
      base: undefined,
      mine: '{\n "name": "A refund goes"\n}',
      theirs: undefined,
    },
  ]);
});

it.each([
  ["/require_intent", "require intent"],
  ["/intents/refund/max_session_minutes", "Intent refund, max session minutes"],
  ["/tests/A refund of 1~12 goes", "Test A refund of 1/2 goes"],
])("%s is called %s", (pointer, name) => {
  expect(readDisagreements(refuse([{ pointer }])).map((one) => one.name)).toEqual([name]);
});

it("finds none in another refusal", () => {
  expect(readDisagreements(new AppError("conflict", "The draft is up to date."))).toEqual([]);
  const forbidden = new AppError("forbidden", "No.", { members: { conflicts: [{ pointer: "/a" }] } });
  expect(readDisagreements(forbidden)).toEqual([]);
});
