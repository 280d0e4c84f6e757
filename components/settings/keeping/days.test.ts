import { expect, test } from "vitest";
import type { EnvironmentKeeping } from "@/lib/decisions/schema";
import { findDaysFaults, tellErased, writeChange } from "./days";

const before: EnvironmentKeeping = {
  name: "production",
  version: 1,
  keep_decisions_days: 400,
  keep_arguments_days: 90,
  abilities: ["update"],
};

test("what the API would refuse is told beside its field", () => {
  expect(findDaysFaults({ decisions: "400", arguments: "90" })).toEqual({});
  expect(findDaysFaults({ decisions: "30", arguments: "0" })).toEqual({
    decisions: "A whole number from 31 to 3650.",
    arguments: "A whole number from 1 to 3650.",
  });
  expect(findDaysFaults({ decisions: "60", arguments: "61" })).toEqual({
    arguments: "Arguments cannot be kept longer than their decisions.",
  });
  for (const text of ["", "4e2", "40.5", "-40", "forty"]) {
    expect(findDaysFaults({ decisions: text, arguments: "1" })).toHaveProperty("decisions");
  }
});

test("only what changed is sent, and what it erases is told", () => {
  expect(writeChange({ decisions: "400", arguments: " 30 " }, before)).toEqual({ keep_arguments_days: 30 });
  expect(tellErased({ keep_arguments_days: 30 }, before)).toBe("arguments older than 30 days");
  expect(tellErased({ keep_decisions_days: 500, keep_arguments_days: 120 }, before)).toBeUndefined();
  expect(tellErased({ keep_decisions_days: 60, keep_arguments_days: 30 }, before)).toBe(
    "decisions of months that ended more than 60 days ago, and arguments older than 30 days",
  );
});
