/** Prisma: a unique value taken, a row it refers to gone, the row itself gone, a deadlock. */
const prismaCodes = new Set(["P2002", "P2003", "P2025", "P2034"]);
/** SQLSTATE of the same, where a statement of our own met them. */
const sqlStates = new Set(["23503", "23505", "40001", "40P01"]);

/**
 * Whether a write failed because somebody else's came first. Services look before they write; between the look and the
 * write there is always room for another, and the database is the one that notices. Nothing was written.
 */
export function isOvertaken(error: unknown): boolean {
  for (let layer: unknown = error, depth = 0; layer instanceof Error && depth < 5; layer = layer.cause, depth++) {
    const code = "code" in layer && typeof layer.code === "string" ? layer.code : "";
    if (prismaCodes.has(code) || sqlStates.has(code)) return true;
  }
  return false;
}
