/** How long to wait before attempt n: doubled each time up to half a minute, spread so that browsers do not come back together. */
export function chooseDelay(failures: number, random: number = Math.random()): number {
  const longest = Math.min(30_000, 1_000 * 2 ** Math.min(failures, 10));
  return longest * (0.5 + random / 2);
}

/** Three beats of the server missed: the line is dead, whatever the browser believes. */
export const silenceMs = 65_000;
/** How often a page asks by itself while it hears nothing. */
export const pollMs = 5_000;
