import { expect, it } from "vitest";
import { readZoneField } from "./zone-time";

it.each([
  ["2026-11-22T10:00", "UTC", "2026-11-22T10:00:00.000Z"],
  ["2026-11-22T10:00", "Europe/Berlin", "2026-11-22T09:00:00.000Z"],
  ["2026-07-22T10:00", "Europe/Berlin", "2026-07-22T08:00:00.000Z"],
  ["2026-11-22T10:00", "Asia/Kolkata", "2026-11-22T04:30:00.000Z"],
  ["2026-11-22T00:30", "America/New_York", "2026-11-22T05:30:00.000Z"],
  // The hour before and after the clocks go forward.
  ["2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59:00.000Z"],
  ["2026-03-29T03:01", "Europe/Berlin", "2026-03-29T01:01:00.000Z"],
])("%s on the clock of %s is %s", (value, zone, instant) => {
  expect(readZoneField(value, zone)).toBe(instant);
});

it.each(["", "soon", "2026-13-40T10:00"])("%j is no time", (value) => {
  expect(readZoneField(value, "UTC")).toBeUndefined();
});
