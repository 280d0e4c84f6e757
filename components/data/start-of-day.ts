/** Midnight of a day, or of one `later`, in a zone. Asked twice, since the offset at midnight may be another than at noon UTC. */
export function startOfDay(day: string, later: number, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * 86_400_000;
  const guess = midnight - readOffsetMs(midnight, zone);
  return new Date(midnight - readOffsetMs(guess, zone)).toISOString();
}

function readOffsetMs(at: number, zone: string): number {
  const words = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).format(at);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(words) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
