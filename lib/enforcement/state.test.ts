import { expect, test } from "vitest";
import { createPlaneState, type Snapshot } from "@/lib/enforcement/state";

const snapshot = (epoch: number, sequence: number, digest = `d${epoch}.${sequence}`): Snapshot => ({
  environment: "production",
  epoch,
  sequence,
  digest,
  body: Buffer.from("{}"),
});

function startAt(time: number) {
  const clock = { now: time };
  const state = createPlaneState(1_000, () => clock.now);
  const production = () => state.readFacts().leases.find(({ environment }) => environment === "production");
  return { clock, state, production };
}

test("nothing is held before the first read", () => {
  const { production, state } = startAt(0);
  expect(production()).toEqual({ environment: "production", held: false, fault: undefined });
  expect(state.needsBody("production", { epoch: 1, sequence: 1 })).toBe(true);
});

test("a lease ends unless the database confirms the same position again", () => {
  const { clock, state, production } = startAt(0);
  state.replaceSnapshot(snapshot(1, 1), 0);
  clock.now = 999;
  expect(production()?.held).toBe(true);
  clock.now = 1_000;
  expect(production()?.held).toBe(false);
  state.confirmPosition("production", { epoch: 1, sequence: 1 }, "d1.1", 900);
  expect(production()?.held).toBe(true);
  clock.now = 1_900;
  expect(production()?.held).toBe(false);
});

test("a database behind what was served is a fault, renews nothing, and takes nothing back", () => {
  const { clock, state, production } = startAt(0);
  state.replaceSnapshot(snapshot(1, 5), 0);
  clock.now = 500;
  state.confirmPosition("production", { epoch: 1, sequence: 4 }, "d1.4", 500);
  expect(production()).toMatchObject({ held: true, fault: "behind" });
  expect(state.readSnapshot("production")?.sequence).toBe(5);
  clock.now = 1_000;
  expect(production()?.held).toBe(false);
});

test("a raised epoch ends the fault, whatever its sequence", () => {
  const { state, production } = startAt(0);
  state.replaceSnapshot(snapshot(1, 5), 0);
  state.confirmPosition("production", { epoch: 1, sequence: 1 }, "d1.1", 0);
  expect(state.needsBody("production", { epoch: 2, sequence: 1 })).toBe(true);
  state.replaceSnapshot(snapshot(2, 1), 0);
  expect(production()).toMatchObject({ held: true, fault: undefined });
});

test("other bytes under a sequence that was served are a fault", () => {
  const { state, production } = startAt(0);
  state.replaceSnapshot(snapshot(1, 5), 0);
  state.confirmPosition("production", { epoch: 1, sequence: 5 }, "other", 0);
  expect(production()?.fault).toBe("rewritten");
});
