import { Instant, Span } from "@/lib/policy/rules/cel/values";

const million = 1_000_000n;
const billion = 1_000_000_000n;
/** From year 1 to year 9999, as CEL has it. */
const firstInstant = -62_135_596_800n * billion;
const lastInstant = 253_402_300_799n * billion + 999_999_999n;
/** Nanoseconds fit into 64 bits: some 292 years. */
const longestSpan = 2n ** 63n;

const rfc3339 =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[Tt]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

export function readInstant(text: string): Instant | undefined {
  const [, date, time, fraction = "", zone = ""] = rfc3339.exec(text) ?? [];
  if (date === undefined) return undefined;
  const day = new Date(`${date}T00:00:00Z`);
  // 31 February is a date to JavaScript.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return undefined;
  const at = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return makeInstant(BigInt(at) * million + BigInt(fraction.padEnd(9, "0")));
}

export function makeInstant(nanoseconds: bigint): Instant | undefined {
  return nanoseconds >= firstInstant && nanoseconds <= lastInstant ? new Instant(nanoseconds) : undefined;
}

export function instantOf(date: Date): Instant {
  return new Instant(BigInt(date.getTime()) * million);
}

const units = new Map([
  ["h", 3_600n * billion],
  ["m", 60n * billion],
  ["s", billion],
  ["ms", million],
  ["us", 1_000n],
  ["ns", 1n],
]);
const spanText = /^([+-]?)((?:\d{1,20}(?:\.\d{1,20})?(?:h|ms|us|ns|m|s)){1,12})$/;

/** `1h30m`, `-2.5s`. */
export function readSpan(text: string): Span | undefined {
  if (text === "0") return new Span(0n);
  const [, sign, parts = ""] = spanText.exec(text) ?? [];
  if (sign === undefined) return undefined;
  let total = 0n;
  for (const [, whole = "0", fraction = "", unit = ""] of parts.matchAll(/(\d+)(?:\.(\d+))?(h|ms|us|ns|m|s)/g)) {
    const size = units.get(unit) ?? 0n;
    total += BigInt(whole) * size + (BigInt(fraction || "0") * size) / 10n ** BigInt(fraction.length);
  }
  return makeSpan(sign === "-" ? -total : total);
}

export function makeSpan(nanoseconds: bigint): Span | undefined {
  return nanoseconds > -longestSpan && nanoseconds < longestSpan ? new Span(nanoseconds) : undefined;
}

export function writeInstant({ nanoseconds }: Instant): string {
  const [ms, rest] = [floorDivide(nanoseconds, million), modulo(nanoseconds, billion)];
  const seconds = new Date(Number(ms)).toISOString().slice(0, 19);
  return `${seconds}${rest === 0n ? "" : `.${String(rest).padStart(9, "0").replace(/0+$/, "")}`}Z`;
}

export function writeSpan({ nanoseconds }: Span): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const fraction = String(size % billion)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${nanoseconds < 0n ? "-" : ""}${size / billion}${fraction ? `.${fraction}` : ""}s`;
}

export function floorDivide(value: bigint, by: bigint): bigint {
  return (value - modulo(value, by)) / by;
}

export function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

export const instantParts = [
  "getFullYear",
  "getMonth",
  "getDate",
  "getDayOfMonth",
  "getDayOfWeek",
  "getDayOfYear",
  "getHours",
  "getMinutes",
  "getSeconds",
  "getMilliseconds",
] as const;
export const spanParts = ["getHours", "getMinutes", "getSeconds", "getMilliseconds"] as const;

/** One part of an instant as a clock on that wall shows it. Undefined where the zone is not known. */
export function partOfInstant({ nanoseconds }: Instant, part: string, zone: string | undefined): bigint | undefined {
  const ms = Number(floorDivide(nanoseconds, million));
  const offset = zone === undefined ? 0 : offsetOf(ms, zone);
  if (offset === undefined) return undefined;
  const wall = new Date(ms + offset);
  switch (part) {
    case "getFullYear":
      return BigInt(wall.getUTCFullYear());
    case "getMonth":
      return BigInt(wall.getUTCMonth());
    case "getDate":
      return BigInt(wall.getUTCDate());
    case "getDayOfMonth":
      return BigInt(wall.getUTCDate() - 1);
    case "getDayOfWeek":
      return BigInt(wall.getUTCDay());
    case "getDayOfYear":
      return BigInt(Math.floor((wall.getTime() - startOfYear(wall)) / 86_400_000));
    case "getHours":
      return BigInt(wall.getUTCHours());
    case "getMinutes":
      return BigInt(wall.getUTCMinutes());
    case "getSeconds":
      return BigInt(wall.getUTCSeconds());
    default:
      return BigInt(wall.getUTCMilliseconds());
  }
}

function startOfYear(date: Date): number {
  const start = new Date(0);
  // Date.UTC takes the years 0 to 99 for those of the last century.
  start.setUTCFullYear(date.getUTCFullYear(), 0, 1);
  return start.getTime();
}

export function partOfSpan({ nanoseconds }: Span, part: string): bigint {
  switch (part) {
    case "getHours":
      return nanoseconds / (3_600n * billion);
    case "getMinutes":
      return nanoseconds / (60n * billion);
    case "getSeconds":
      return nanoseconds / billion;
    default:
      return (nanoseconds / million) % 1_000n;
  }
}

const fixedOffset = /^([+-]?)(\d{1,2}):(\d{2})$/;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds a zone is ahead of UTC at that instant. */
function offsetOf(ms: number, zone: string): number | undefined {
  const [, sign, hours, minutes] = fixedOffset.exec(zone) ?? [];
  if (hours !== undefined && minutes !== undefined) {
    const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return Number(hours) > 23 || Number(minutes) > 59 ? undefined : sign === "-" ? -size : size;
  }
  const clock = clockOf(zone);
  if (!clock) return undefined;
  const parts = new Map<string, string>(clock.formatToParts(new Date(ms)).map(({ type, value }) => [type, value]));
  const read = (part: string): number => Number(parts.get(part) ?? 0);
  const wall = new Date(0);
  wall.setUTCFullYear(read("year"), read("month") - 1, read("day"));
  wall.setUTCHours(read("hour"), read("minute"), read("second"));
  return wall.getTime() - Math.floor(ms / 1_000) * 1_000;
}

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(zone);
  if (known || !/^[A-Za-z][A-Za-z0-9+_/-]{0,63}$/.test(zone)) return known;
  try {
    const clock = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    // Zones come from conditions alone, but a condition may take one from an argument.
    if (clocks.size < 500) clocks.set(zone, clock);
    return clock;
  } catch {
    return undefined;
  }
}
