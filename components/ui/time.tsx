"use client";

import { type Detail, formatRelative, formatTime, formatZone } from "./format-time";
import { useTimeZone } from "./time-zone";
import { useNow } from "./use-now";

/** In the viewer's zone, with the zone's name in the title and UTC beside it. */
export function Time({
  at,
  detail = "minute",
  showZone = false,
}: {
  at: string | Date;
  detail?: Detail;
  showZone?: boolean;
}) {
  const zone = useTimeZone();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={writeTitle(date, zone)} className="whitespace-nowrap">
      {formatTime(date, zone, detail)}
      {showZone && ` ${formatZone(date, zone)}`}
    </time>
  );
}

/** How long ago, recomputed every half minute. The absolute time is in the title, and in the first paint. */
export function RelativeTime({ at }: { at: string | Date }) {
  const zone = useTimeZone();
  const date = new Date(at);
  const now = useNow();
  return (
    <time dateTime={date.toISOString()} title={writeTitle(date, zone)} className="whitespace-nowrap">
      {now === null ? formatTime(date, zone, "minute") : formatRelative(date.getTime(), now)}
    </time>
  );
}

function writeTitle(date: Date, zone: string): string {
  const utc = `${formatTime(date, "UTC", "second")} UTC`;
  return zone === "UTC" ? utc : `${formatTime(date, zone, "second")} ${zone} (${utc})`;
}
