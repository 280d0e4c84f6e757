/** Prisma: unreachable, timed out, connection closed or none free in time. */
const prismaCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"]);
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "ENOENT",
]);
/** SQLSTATE: connection exceptions, being shut down or starting up, too many connections. */
const sqlStates = /^(?:08\w{3}|57P0[1-5]|53300)$/;
const words =
  /unable to start a transaction in the given time|cannot be executed on an expired transaction|connection terminated|timeout exceeded when trying to connect|can't reach database server|server closed the connection|terminating connection/i;

/** Whether an error says that Postgres did not answer, as against that it refused. Such a request may be tried again. */
export function isDatabaseAway(error: unknown): boolean {
  for (let layer: unknown = error, depth = 0; layer instanceof Error && depth < 5; layer = layer.cause, depth++) {
    const code = "code" in layer && typeof layer.code === "string" ? layer.code : "";
    if (prismaCodes.has(code) || socketCodes.has(code) || sqlStates.test(code) || words.test(layer.message))
      return true;
  }
  return false;
}
