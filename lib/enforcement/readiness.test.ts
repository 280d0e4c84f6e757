import { expect, test } from "vitest";
import { environments } from "@/lib/core/environments";
import { judgeReadiness } from "@/lib/enforcement/readiness";
import type { LeaseFacts, PlaneFacts } from "@/lib/enforcement/state";

const lease = (environment: LeaseFacts["environment"], held = true, fault?: LeaseFacts["fault"]): LeaseFacts => ({
  environment,
  held,
  fault,
});
const good: PlaneFacts = {
  database: true,
  migrated: true,
  keys: true,
  leases: environments.map((environment) => lease(environment)),
};
const away: PlaneFacts = { ...good, database: false };
const expired: PlaneFacts = { ...away, leases: [lease("production"), lease("staging", false), lease("sandbox")] };
const behind: PlaneFacts = {
  ...good,
  leases: [lease("production", true, "behind"), lease("staging"), lease("sandbox")],
};

test.each([
  ["console", good, false, true],
  ["console", away, true, false],
  ["console", { ...good, migrated: false }, false, false],
  ["console", expired, true, false],
  ["worker", good, false, true],
  ["worker", away, true, false],
  ["worker", behind, true, true],
  ["enforcement", good, false, true],
  ["enforcement", away, false, true],
  ["enforcement", expired, true, false],
  ["enforcement", behind, true, false],
  ["all", good, false, true],
  ["all", away, false, false],
  ["all", away, true, true],
  ["all", { ...good, migrated: false }, false, false],
  ["all", expired, true, false],
  ["all", behind, true, false],
] as const)("role %s (case %#)", (role, facts, wasReady, ready) => {
  expect(judgeReadiness(role, facts, wasReady).ready).toBe(ready);
});

test("says what is missing and what it goes on without", () => {
  expect(judgeReadiness("all", away, true)).toEqual({ ready: true, missing: [], degraded: ["database"] });
  expect(judgeReadiness("enforcement", away, false).degraded).toEqual(["database"]);
  expect(judgeReadiness("console", away, true).missing).toEqual(["database"]);
  expect(judgeReadiness("enforcement", expired, true).missing).toEqual([
    "policy:staging: no snapshot with an unexpired lease",
  ]);
  expect(judgeReadiness("enforcement", behind, true).missing).toEqual([
    "policy:production: the database is behind what this node served",
  ]);
  expect(judgeReadiness("enforcement", { ...good, keys: false }, true).missing).toEqual(["keys"]);
});
