import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import { type Poll, startPoll } from "@/lib/core/poll";

let poll: Poll | undefined;
afterEach(() => poll?.stop());

const quiet = { onTrouble: () => undefined };

test("begins at once and goes on", async () => {
  let rounds = 0;
  poll = startPoll({ round: async () => void rounds++, everyMs: 20, ...quiet });
  expect(rounds).toBe(1);
  await eventually(() => expect(rounds).toBeGreaterThan(3));
});

test("never runs two rounds at once; who asks during one waits for the next", async () => {
  let begun = 0;
  let atOnce = 0;
  let most = 0;
  const round = async (): Promise<void> => {
    begun++;
    most = Math.max(most, ++atOnce);
    await pause(30);
    atOnce--;
  };
  poll = startPoll({ round, everyMs: 60_000, ...quiet });
  await Promise.all([poll.now(), poll.now(), poll.now()]);
  expect([begun, most]).toEqual([2, 1]);
});

test("waits longer while it fails, says so once, and says once that it is over", async () => {
  const said: string[] = [];
  const at: number[] = [];
  const round = async (): Promise<void> => {
    at.push(performance.now());
    if (at.length < 4) throw new Error("away");
  };
  poll = startPoll({
    round,
    everyMs: 40,
    onTrouble: (error) => void said.push(String(error)),
    onRecovery: () => void said.push("back"),
  });
  await eventually(() => expect(said).toEqual(["Error: away", "back"]), 3_000);
  const waits = at.slice(1, 4).map((time, index) => time - (at[index] ?? 0));
  expect(waits[0]).toBeGreaterThan(38);
  expect(waits[2]).toBeGreaterThan(155);
});

test("stops after the round that runs, for good", async () => {
  let ended = 0;
  const round = async (): Promise<void> => {
    await pause(20);
    ended++;
  };
  poll = startPoll({ round, everyMs: 1, ...quiet });
  await poll.stop();
  expect(ended).toBe(1);
  await poll.now();
  await pause(50);
  expect(ended).toBe(1);
});
