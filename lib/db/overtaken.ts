/** Prisma: a unique value taken, a row it refers to gone, the row itself gone, a deadlock. */
const prismaCodes = new Set(["P2002", "P2003", "P2025", "P2034"]);
/** SQLSTATE of the same, where a statement of our own met them. */
const sqlStates = new Set(["23503", "23505", "40001", "40P01"]);
/** Those of them that say nothing about what was asked: the same again may well succeed. */
const crossings = new Set(["P2034", "40001", "40P01"]);

/**
 * Whether a write failed because somebody else's came first. Services look before they write; between the look and the
 * write there is always room for another, and the database is the one that notices. Nothing was written.
 */
export function isOvertaken(error: unknown): boolean {
  return readCodes(error).some((code) => prismaCodes.has(code) || sqlStates.has(code));
}

/** Whether two transactions only got into each other's way. */
export function isCrossed(error: unknown): boolean {
  return readCodes(error).some((code) => crossings.has(code));
}

/** The codes of an error and of what caused it. Prisma hides those of our own statements in `meta`. */
function readCodes(error: unknown): string[] {
  const codes: string[] = [];
  for (let layer: unknown = error, depth = 0; layer instanceof Error && depth < 5; depth++) {
    codes.push(...readCode(layer));
    const hidden = readMember(readMember(layer, "meta"), "driverAdapterError");
    codes.push(...readCode(readMember(hidden, "cause"), "originalCode"));
    layer = layer.cause;
  }
  return codes;
}

function readCode(layer: unknown, name = "code"): string[] {
  const code = readMember(layer, name);
  return typeof code === "string" ? [code] : [];
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
