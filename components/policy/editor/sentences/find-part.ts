import type { PolicyLines } from "@/lib/policy/schema";

export type PartPlace = { readonly part: keyof PolicyLines; readonly at: number };

/** Which rule, intent or test a line of the text belongs to: the last that begins at or before it. */
export function findPart(lines: PolicyLines, line: number): PartPlace | undefined {
  let best: (PartPlace & { begins: number }) | undefined;
  for (const part of ["intents", "rules", "tests"] as const) {
    const at = lines[part].findLastIndex((begins) => begins <= line);
    const begins = lines[part][at];
    if (begins !== undefined && begins > (best?.begins ?? 0)) best = { part, at, begins };
  }
  return best && { part: best.part, at: best.at };
}
