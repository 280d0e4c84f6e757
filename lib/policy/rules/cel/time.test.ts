import { describe, expect, it, test } from "vitest";
import { answerTo } from "@/lib/policy/rules/cel/testing/run-text";
import { instantOf, partOfInstant, readInstant, readSpan, writeInstant, writeSpan } from "@/lib/policy/rules/cel/time";
import { Instant } from "@/lib/policy/rules/cel/values";

const billion = 1_000_000_000n;

describe("an instant", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0n],
    ["1970-01-01T01:00:00+01:00", 0n],
    ["1969-12-31T23:59:59.5Z", -500_000_000n],
    ["2026-09-21T13:33:20.000000001Z", 1_789_997_600n * billion + 1n],
    ["2024-02-29T00:00:00-00:30", 1_709_166_600n * billion],
    ["0001-01-01T00:00:00Z", -62_135_596_800n * billion],
    ["9999-12-31T23:59:59.999999999Z", 253_402_300_799n * billion + 999_999_999n],
  ])("%s", (text, nanoseconds) => {
    expect(readInstant(text)?.nanoseconds).toBe(nanoseconds);
    const written = writeInstant(new Instant(nanoseconds));
    expect(readInstant(written)?.nanoseconds).toBe(nanoseconds);
  });

  test.each([
    "",
    "2026-09-21",
    "2026-09-21T13:33:20",
    "2026-09-21 13:33:20Z",
    "2026-02-29T00:00:00Z",
    "2026-02-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-09-21T24:00:00Z",
    "2026-09-21T23:59:60Z",
    "2026-09-21T13:33:20+24:00",
    "2026-09-21T13:33:20.1234567890Z",
    "2026-09-21T13:33:20Z ",
    "0000-12-31T23:59:59Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "+12026-09-21T13:33:20Z",
    "1789997600",
    "now",
  ])("is not %s", (text) => {
    expect(readInstant(text)).toBeUndefined();
    expect(answerTo("timestamp(args.a) == now", { args: { a: text } })).toBe("range");
  });

  it("stays between the years 1 and 9999", () => {
    expect(answerTo("timestamp('9999-12-31T23:59:59Z') + duration('1s') > now")).toBe("range");
    expect(answerTo("timestamp('0001-01-01T00:00:00Z') - duration('1s') < now")).toBe("range");
    expect(answerTo("timestamp('9999-12-31T00:00:00Z') - timestamp('0001-01-01T00:00:00Z') > duration('1s')")).toBe(
      "range",
    );
  });
});

describe("a duration", () => {
  test.each([
    ["0", 0n, "0s"],
    ["1h30m", 5_400n * billion, "5400s"],
    ["-2.5s", -2_500_000_000n, "-2.5s"],
    ["+1m", 60n * billion, "60s"],
    ["1ms2us3ns", 1_002_003n, "0.001002003s"],
    ["0.5h", 1_800n * billion, "1800s"],
    ["9223372036.854775807s", 2n ** 63n - 1n, "9223372036.854775807s"],
  ])("%s", (text, nanoseconds, written) => {
    const span = readSpan(text);
    expect(span?.nanoseconds).toBe(nanoseconds);
    expect(span && writeSpan(span)).toBe(written);
  });

  test.each(["", "1", "s", "1d", "1.s", ".s", "1h 30m", "--1s", "9223372036.854775808s", "1e3s", "1h30"])(
    "is not %s",
    (text) => {
      expect(readSpan(text)).toBeUndefined();
      expect(answerTo("duration(args.a) == duration('1s')", { args: { a: text } })).toBe("range");
    },
  );
});

describe("the clock on a wall", () => {
  // Two o'clock on 29 March 2026 is three o'clock in Vienna, and on 25 October it comes twice.
  test.each([
    ["2026-03-29T00:59:59Z", "getHours", "Europe/Vienna", 1n],
    ["2026-03-29T01:00:00Z", "getHours", "Europe/Vienna", 3n],
    ["2026-10-25T00:30:00Z", "getHours", "Europe/Vienna", 2n],
    ["2026-10-25T01:30:00Z", "getHours", "Europe/Vienna", 2n],
    ["2026-01-01T23:00:00Z", "getHours", "Europe/Vienna", 0n],
    ["2026-01-01T23:00:00Z", "getDate", "Europe/Vienna", 2n],
    ["2026-01-01T23:00:00Z", "getDayOfMonth", "Europe/Vienna", 1n],
    ["2026-12-31T23:00:00Z", "getFullYear", "Europe/Vienna", 2027n],
    ["2026-12-31T23:00:00Z", "getDayOfYear", "Europe/Vienna", 0n],
    ["2026-12-31T22:59:59.999Z", "getDayOfYear", "Europe/Vienna", 364n],
    ["2024-12-31T12:00:00Z", "getDayOfYear", undefined, 365n],
    ["2026-09-21T13:33:20Z", "getDayOfWeek", undefined, 1n],
    ["2026-09-20T13:33:20Z", "getDayOfWeek", "Pacific/Kiritimati", 1n],
    ["2026-09-21T13:33:20Z", "getMonth", "UTC", 8n],
    ["2026-09-21T13:33:20Z", "getMinutes", "Asia/Kathmandu", 18n],
    ["2026-09-21T13:33:20Z", "getMinutes", "-03:30", 3n],
    ["2026-09-21T13:33:20Z", "getHours", "05:45", 19n],
    ["1969-12-31T23:59:59.5Z", "getMilliseconds", undefined, 500n],
    ["1969-12-31T23:59:59.5Z", "getSeconds", "Europe/Vienna", 59n],
    ["0050-03-01T00:00:00Z", "getDayOfYear", undefined, 59n],
    ["0001-01-01T00:00:00Z", "getFullYear", undefined, 1n],
    ["0099-12-31T23:30:00Z", "getFullYear", "+01:00", 100n],
  ])("at %s, %s in %s", (text, part, zone, value) => {
    const instant = readInstant(text);
    expect(instant && partOfInstant(instant, part, zone)).toBe(value);
  });

  it("is read from the condition", () => {
    expect(answerTo("now.getHours() == 13 && now.getHours('Europe/Vienna') == 15 && now.getDayOfWeek() == 1")).toBe(
      true,
    );
    expect(answerTo("(now - timestamp('2026-09-21T10:00:00Z')).getHours() == 3")).toBe(true);
    expect(answerTo("duration('-90s').getMinutes() == -1 && duration('1.5s').getMilliseconds() == 500")).toBe(true);
  });

  test.each(["Europe/Nowhere", "", "Vienna", "+25:00", "01:60", "../etc", "europe/vienna; x", "é"])(
    "is not known for %s",
    (zone) => {
      const known = answerTo("now.getHours(args.zone) >= 0", { args: { zone } });
      expect(known).toBe("range");
    },
  );

  it("is no part of a duration, nor of a text", () => {
    expect(answerTo("duration('1s').getFullYear() == 1")).toBe("type");
    expect(answerTo("duration('1s').getHours('UTC') == 1")).toBe("type");
    expect(answerTo("'2026'.getFullYear() == 2026")).toBe("type");
    expect(answerTo("now.getHours(args.zone) == 1", { args: { zone: 1 } })).toBe("type");
  });
});

describe("conversions", () => {
  test.each([
    ["int(timestamp('1969-12-31T23:59:59.5Z')) == -1", true],
    ["int(timestamp('1970-01-01T00:00:01.9Z')) == 1", true],
    ["timestamp(1789997600) == now", true],
    ["timestamp(253402300800) == now", "range"],
    ["timestamp(args.n) == now", "type"],
    ["int(args.n) == 2", true],
    ["int(-args.n) == -2", true],
    ["int(1e19) > 0", "range"],
    ["int('12') == 12", true],
    ["int(' 12') == 12", "range"],
    ["int('0x1F') == 31", "range"],
    ["int('9223372036854775808') > 0", "range"],
    ["int(true) == 1", "type"],
    ["double('1e3') == 1000.0", true],
    ["double('') == 0.0", "range"],
    ["double('NaN') == 0.0", "range"],
    ["double('Infinity') > 0.0", "range"],
    ["double('1e999') > 0.0", "range"],
    ["double('0x10') == 16.0", "range"],
    ["string(12) == '12'", true],
    ["string(args.n) == '2.5'", "type"],
    ["string(null) == 'null'", "type"],
    ["string(true) == 'true'", true],
    ["string(now) == '2026-09-21T13:33:20Z'", true],
    ["bool('true')", true],
    ["bool('yes')", "type"],
    ["bool(1)", "type"],
  ])("%s is %s", (text, answer) => {
    expect(answerTo(text, { args: { n: 2.5 } })).toBe(answer);
  });

  it("takes an instant from a date", () => {
    expect(instantOf(new Date(-1)).nanoseconds).toBe(-1_000_000n);
  });
});
