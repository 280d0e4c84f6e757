import { expect, it } from "vitest";
import { describeWaiting } from "./waiting";

const nothing = { asked: 0, overdue: 0, reviews: 0, handovers: 0 };

it("says nothing where nothing waits", () => {
  expect(describeWaiting(nothing)).toEqual({
    counts: { agents: { value: 0, urgent: false }, settings: { value: 0 } },
    views: { agents: [], settings: [] },
  });
});

it("counts what waits by what is to be done about it", () => {
  const { counts, views } = describeWaiting({ asked: 4, overdue: 0, reviews: 2, handovers: 1 });
  expect(counts).toEqual({ agents: { value: 6, urgent: false }, settings: { value: 1 } });
  expect(views["agents"]).toEqual([
    { href: "/me#asked", label: "Asked of you", count: 4 },
    { href: "/agents?state=in_review", label: "To review", count: 2 },
  ]);
  expect(views["settings"]).toEqual([{ href: "/handovers?open=true", label: "Open hand-overs", count: 1 }]);
});

it("is urgent once a confirmation is overdue", () => {
  expect(describeWaiting({ ...nothing, overdue: 1 }).counts["agents"]).toEqual({ value: 1, urgent: true });
});
