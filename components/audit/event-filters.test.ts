import { expect, test } from "vitest";
import { readListUrl } from "@/components/data/list-url";
import { startOfDay } from "@/components/data/start-of-day";
import { defineEventList, readEventQuery } from "./event-filters";

test.each([
  ["2026-11-21", "UTC", "2026-11-21T00:00:00.000Z"],
  ["2026-11-21", "Europe/Berlin", "2026-11-20T23:00:00.000Z"],
  ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
  ["2026-11-21", "Asia/Kolkata", "2026-11-20T18:30:00.000Z"],
  // The clocks change later on these days: midnight still has the old offset.
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
])("the day %s in %s begins at %s", (day, zone, at) => {
  expect(startOfDay(day, 0, zone)).toBe(at);
});

test("the URL becomes the query of the API; what it does not know is left out", () => {
  const search = new URLSearchParams(
    "class=authorisation&type=team.created&type=nonsense&actor=per_1&actor=per_2&from=2026-11-01&to=2026-11-30&q= kofi &x=1",
  );
  const values = readListUrl(defineEventList([{ id: "per_1", name: "Priya Nair" }]), search);
  expect(readEventQuery(values, "Europe/Berlin")).toEqual({
    class: ["authorisation"],
    type: ["team.created"],
    actor: ["per_1"],
    from: "2026-10-31T23:00:00.000Z",
    to: "2026-11-30T23:00:00.000Z",
    q: "kofi",
    limit: 50,
  });
});
