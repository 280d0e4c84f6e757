import type { CallerCheck } from "@/lib/agents/rules";

export const systemAbilities = ["update", "delete"] as const;

export const systemSorts = ["name", "-name"] as const;
export type SystemSort = (typeof systemSorts)[number];

/** How a system knows who calls it, and what follows for the agents that do. */
export const callerWords = {
  mtls: { words: "Mutual TLS", meaning: "Each caller shows a certificate of its own." },
  token: { words: "A token", meaning: "Each call carries a token that the system verifies." },
  spiffe: { words: "A SPIFFE identity", meaning: "Each caller shows the identity its platform gave it." },
  network_only: {
    words: "The network alone",
    meaning: "Whoever is on its network may call. Each agent that reaches it is a bridge.",
  },
  unknown: { words: "Not known", meaning: "Nobody looked at it yet. That is a gap of each agent that reaches it." },
} as const satisfies Record<CallerCheck, { words: string; meaning: string }>;

export const maxPatternLength = 200;

/** Characters that cannot be seen or that reorder others: an action that holds one is refused when it is called. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What is wrong with an action pattern, in words; undefined where it parses. */
export function explainPattern(pattern: string): string | undefined {
  if (pattern === "") return "Write a pattern such as stripe.refunds.* here.";
  if (pattern.length > maxPatternLength) return `A pattern has at most ${maxPatternLength} characters.`;
  if (hidden.test(pattern)) return "It holds a character that cannot be seen. Write it again by hand.";
  if (pattern !== pattern.normalize("NFC")) return "It holds letters that look alike in another encoding (not NFC).";
  if (pattern !== pattern.trim()) return "It starts or ends with a space.";
  if (/\\(?!\*)/u.test(pattern)) return "A backslash stands only before a star: \\* is a star itself.";
  return explainSegments(pattern.split("."));
}

function explainSegments(segments: readonly string[]): string | undefined {
  if (segments.includes("")) return "There is nothing between two dots, or before the first or after the last one.";
  const parts = segments.map((segment) => segment.replaceAll("\\*", "_"));
  if (parts.some((part) => part.includes("***"))) return "Three stars mean nothing. Use * or **.";
  if (parts.some((part) => part.includes("**") && part !== "**")) return "** stands alone between dots.";
  if (parts.slice(0, -1).includes("**")) return "** stands only at the end. Use * for one part in the middle.";
  return undefined;
}

/** `Payments DB (EU)` → `payments-db-eu`. Letters that have no plain form are left out. */
export function writeSystemSlug(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return slug.slice(0, 55).replace(/-+$/, "") || "system";
}

/** The first that is free: `stripe`, `stripe-2`, … */
export function chooseSystemSlug(name: string, taken: ReadonlySet<string>): string {
  const slug = writeSystemSlug(name);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? slug : `${slug}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
