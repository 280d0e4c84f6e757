/** All connections of one process. Next's bundle and server.ts's bundle each open their own, so the sum is what Postgres sees. */
export const pools = {
  /** Pages and the REST API, in Next's bundle. */
  console: 10,
  /** Enforcement plane and worker, in server.ts's bundle. */
  server: 6,
  /** graphile-worker. */
  jobs: 3,
} as const;
