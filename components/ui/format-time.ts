export type Detail = "day" | "minute" | "second" | "millisecond" | "clock";

const formats: Record<Detail, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short", year: "numeric" },
  minute: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  second: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  millisecond: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

const made = new Map<string, Intl.DateTimeFormat>();

/** The same words on the server and in the browser: the locale is fixed and the zone is always named. */
export function formatTime(date: Date, zone: string, detail: Detail): string {
  const key = `${zone} ${detail}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { ...formats[detail], hourCycle: "h23", timeZone: zone });
    made.set(key, format);
  }
  return format.format(date);
}

/** "UTC", "CET", "GMT+5:30": what the zone is called on that day. */
export function formatZone(date: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "short" }).formatToParts(date);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

const steps = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "min", ms: 60_000 },
] as const;

/** "3 min ago", "in 2 days", "just now": whole units, cut off rather than rounded up. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  const step = steps.find(({ ms }) => distance >= ms);
  if (!step) return now >= at ? "just now" : "in under 1 min";
  const count = Math.floor(distance / step.ms);
  const unit = step.unit === "min" || count === 1 ? step.unit : `${step.unit}s`;
  return now >= at ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}
