import { describe, expect, it } from "vitest";
import { readInitials } from "./avatar";
import { formatBytes, formatCount, formatMoney } from "./format-number";
import { formatRelative, formatTime } from "./format-time";

const at = new Date("2026-10-25T00:30:05.007Z");

describe("formatTime", () => {
  it("names the day of the zone, not of UTC", () => {
    expect(formatTime(new Date("2026-11-21T23:30:00Z"), "Asia/Kolkata", "day")).toBe("22 Nov 2026");
  });
  it("keeps the two halves of an hour that happens twice apart only in UTC", () => {
    expect(formatTime(at, "Europe/Berlin", "minute")).toBe("25 Oct 2026, 02:30");
    expect(formatTime(at, "UTC", "millisecond")).toBe("25 Oct 2026, 00:30:05.007");
  });
  it("writes midnight as 00", () => {
    expect(formatTime(new Date("2026-01-01T00:00:00Z"), "UTC", "clock")).toBe("00:00:00");
  });
});

describe("formatRelative", () => {
  const now = at.getTime();
  it.each([
    [now - 59_000, "just now"],
    [now - 60_000, "1 min ago"],
    [now - 3_599_000, "59 min ago"],
    [now - 3_600_000, "1 hour ago"],
    [now - 2 * 86_400_000, "2 days ago"],
    [now + 30_000, "in under 1 min"],
    [now + 7 * 86_400_000, "in 7 days"],
  ])("%d", (then, words) => {
    expect(formatRelative(then, now)).toBe(words);
  });
});

describe("numbers", () => {
  it("keeps amount and currency together", () => {
    expect(formatMoney(4_800, "USD")).toBe("4,800.00\u00A0USD");
    expect(formatMoney(-4_800, "JPY")).toBe("-4,800\u00A0JPY");
  });
  it("counts in words", () => {
    expect(formatCount(1, "person", "people")).toBe("1 person");
    expect(formatCount(1_204, "person", "people")).toBe("1,204 people");
    expect(formatBytes(69_652)).toBe("68\u00A0KiB");
  });
  it("takes initials by character", () => {
    expect(readInitials("  Ana  Lopes ")).toBe("AL");
    expect(readInitials("😀 x")).toBe("😀X");
    expect(readInitials("")).toBe("");
  });
});
