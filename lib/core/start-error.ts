/** Why the product cannot start or a command cannot run, in one line an operator can act on: what is wrong, then the remedy. */
export class StartError extends Error {
  constructor(what: string, remedy: string, cause?: unknown) {
    super(`${what} ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = "StartError";
  }
}

/** Bundles hold a copy of the class each, so the name decides. */
export function isStartError(error: unknown): error is StartError {
  return error instanceof Error && error.name === "StartError";
}
