/** The connections of one process: the sum is what Postgres sees, with a few that listen or poll. */
export const pools = {
  /** Pages and the REST API, and what server.ts asks at start. */
  console: 10,
  /** What jobs and the sequencer read and write. */
  background: 6,
  /** graphile-worker. */
  jobs: 3,
} as const;
