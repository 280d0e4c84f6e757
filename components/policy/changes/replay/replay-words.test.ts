import { expect, it } from "vitest";
import type { PolicyReplay } from "@/lib/policy/schema";
import { describeMoves, describeReplay } from "./replay-words";

const result = {
  judged: 12_410,
  not_replayable: 70,
  changed: 41,
  rises: 0,
  moves: { "allow deny": 3, "allow ask": 38, "deny allow": 0 },
  questions: [],
  rows_kept: 41,
};
const replay: PolicyReplay = {
  id: "rpl_01KAKZ5M2R8W1E7T4Y6V2B9N0P",
  created_at: "2026-11-21T09:50:00.000Z",
  agent: "refund-agent",
  environment: "production",
  state: "done",
  digest: "sha-256:a",
  base_version: 6,
  from: "2026-10-22T09:50:00.000Z",
  to: "2026-11-21T09:50:00.000Z",
  done: 12_480,
  total: 12_480,
  result,
  detail: null,
  finished_at: "2026-11-21T09:50:00.640Z",
  abilities: [],
};

it("says in one line how many of how many, and from what to what", () => {
  expect(describeReplay(replay)).toBe("Would change 41 of 12,410 decisions in 30 days");
  expect(describeMoves(result)).toBe("38 allow → ask, 3 allow → deny");
});

it("names what rises before what falls", () => {
  expect(describeMoves({ ...result, moves: { "allow ask": 2, "deny allow": 1, "deny ask": 4 } })).toBe(
    "1 deny → allow, 4 deny → ask, 2 allow → ask",
  );
});

it.each([
  [{ result: { ...result, changed: 0 } }, "Would change none of 12,410 decisions in 30 days"],
  [{ result: { ...result, judged: 0 } }, "No recorded decision of 30 days could be judged"],
  [{ total: 0, result: { ...result, judged: 0 } }, "No decision was recorded in 30 days"],
  [{ state: "running", result: null }, "Replaying recorded decisions"],
  [{ state: "cancelled", result: null }, "The replay was cancelled"],
  [{ state: "done", result: null }, "It was replayed. What it found is for those who may see the agent’s decisions"],
] as const)("never claims more than is known: %o", (part, words) => {
  expect(describeReplay({ ...replay, ...part })).toBe(words);
});
