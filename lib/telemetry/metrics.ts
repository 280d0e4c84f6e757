import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

const holder = globalThis as typeof globalThis & { ambitMetrics?: Metrics };

/** The one registry of the process: Next's bundle and server.ts's bundle meet here, so /metrics shows both. */
export function getMetrics(): Metrics {
  holder.ambitMetrics ??= createMetrics();
  return holder.ambitMetrics;
}

/** What pg.Pool tells about itself. */
export type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number };

export function createMetrics() {
  const registry = new Registry();
  const pools = new Map<string, PoolCounts>();
  const confirmations = new Map<string, number>();
  const registers = [registry];
  return {
    registry,
    /** Pools by name; their use is read when somebody asks for the metrics. */
    pools,
    /** When the database last confirmed an environment's snapshot, by the monotonic clock. */
    confirmations,
    httpRequests: new Counter({
      name: "ambit_http_requests_total",
      help: "Requests answered, by operation, method and status",
      labelNames: ["operation", "method", "status"],
      registers,
    }),
    httpSeconds: new Histogram({
      name: "ambit_http_request_seconds",
      help: "Time from the request's first byte to the end of the answer, by operation",
      labelNames: ["operation"],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
      registers,
    }),
    jobs: new Counter({
      name: "ambit_jobs_total",
      help: "Background jobs run, by name and outcome (done, retry, dead)",
      labelNames: ["name", "outcome"],
      registers,
    }),
    jobsWaiting: new Gauge({
      name: "ambit_jobs_waiting",
      help: "Background jobs by state",
      labelNames: ["state"],
      registers,
    }),
    eventLoopLag: new Gauge({
      name: "ambit_event_loop_lag_seconds",
      help: "99th percentile of the event loop's delay since the last reading",
      registers,
    }),
    memory: new Gauge({ name: "ambit_resident_memory_bytes", help: "Resident memory of the process", registers }),
    connections: new Gauge({
      name: "ambit_database_connections",
      help: "Connections of a pool by state (busy, idle, waiting)",
      labelNames: ["pool", "state"],
      registers,
      collect() {
        for (const [pool, counts] of pools) {
          this.set({ pool, state: "busy" }, counts.totalCount - counts.idleCount);
          this.set({ pool, state: "idle" }, counts.idleCount);
          this.set({ pool, state: "waiting" }, counts.waitingCount);
        }
      },
    }),
    snapshotSequence: new Gauge({
      name: "ambit_snapshot_sequence",
      help: "Sequence of the policy snapshot this node serves",
      labelNames: ["environment", "epoch"],
      registers,
    }),
    snapshotAge: new Gauge({
      name: "ambit_snapshot_confirmed_age_seconds",
      help: "Time since the database last confirmed the snapshot this node serves",
      labelNames: ["environment"],
      registers,
      collect() {
        for (const [environment, at] of confirmations) this.set({ environment }, (performance.now() - at) / 1000);
      },
    }),
    auditBacklog: new Gauge({
      name: "ambit_audit_backlog",
      help: "Events that wait for their place in the audit log",
      registers,
    }),
    liveStreams: new Gauge({ name: "ambit_live_streams", help: "Open event streams to browsers", registers }),
  };
}
