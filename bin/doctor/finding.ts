/** One line of `npx ambit doctor`. A remedy goes with everything that is not well. */
export type Finding = { check: string; state: "ok" | "warn" | "fail"; words: string; remedy?: string };

export function ok(check: string, words: string): Finding {
  return { check, state: "ok", words };
}

export function warn(check: string, words: string, remedy: string): Finding {
  return { check, state: "warn", words, remedy };
}

export function fail(check: string, words: string, remedy: string): Finding {
  return { check, state: "fail", words, remedy };
}

/** A check that throws has found something too. */
export function failWith(check: string, error: unknown): Finding {
  return fail(check, error instanceof Error ? error.message : String(error), "");
}
