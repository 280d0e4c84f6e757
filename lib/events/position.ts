/** Changes are kept for an hour; a reader that was away longer reads everything again. */
const keptMs = 55 * 60_000;

export type Position = { kind: "none" } | { kind: "known"; txid: bigint } | { kind: "too_old" };

/** The id of an event: every transaction below the number has been told, at that time. */
export function writePosition(txid: bigint, at: number): string {
  return `${txid}.${at}`;
}

export function parsePosition(text: string | null, now: number): Position {
  const match = /^(\d{1,19})\.(\d{13})$/.exec(text ?? "");
  if (!match) return { kind: "none" };
  const age = now - Number(match[2]);
  return age > keptMs ? { kind: "too_old" } : { kind: "known", txid: BigInt(match[1] ?? 0) };
}
