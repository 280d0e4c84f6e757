export const dispositions = ["undecided", "govern", "block", "ignore"] as const;
export type Disposition = (typeof dispositions)[number];

export const shadowAbilities = ["decide"] as const;

export const dispositionWords = {
  undecided: { name: "Undecided", meaning: "Nobody said what becomes of it." },
  govern: { name: "Govern", meaning: "It gets an owner and a record like every agent." },
  block: { name: "Block", meaning: "It is not wanted here. Being seen again is news." },
  ignore: { name: "Ignore", meaning: "Nothing is done until a day; then it is undecided again." },
} as const satisfies Record<Disposition, { name: string; meaning: string }>;

export const maxIgnoreDays = 365;
const dayMs = 86_400_000;

type Decided = { disposition: Disposition; ignoreUntil: Date | null };

/** What holds now: nothing is ignored for longer than somebody said, with nobody having to take it back. */
export function judgeDisposition({ disposition, ignoreUntil }: Decided, now: Date): Disposition {
  if (disposition !== "ignore") return disposition;
  return ignoreUntil !== null && ignoreUntil > now ? "ignore" : "undecided";
}

type Ignoring = { disposition: Disposition; until: string | undefined };

/** What is wrong with the day until which something is ignored; undefined where it may stand. */
export function explainIgnore({ disposition, until }: Ignoring, now: Date): string | undefined {
  if (disposition !== "ignore")
    return until === undefined ? undefined : "Only what is ignored has a day until which it is.";
  if (until === undefined) return "Say until when. Nothing is ignored for ever.";
  const at = new Date(until).getTime();
  if (at <= now.getTime()) return "This is over already.";
  if (at > now.getTime() + maxIgnoreDays * dayMs) return `At most ${maxIgnoreDays} days from now.`;
  return undefined;
}

/** The last day that may be chosen, and a first proposal, as a date field writes them. */
export function listIgnoreDays(now: Date): { first: string; proposed: string; last: string } {
  const day = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
  return { first: day(1), proposed: day(90), last: day(maxIgnoreDays - 1) };
}
