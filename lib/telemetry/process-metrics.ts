import { monitorEventLoopDelay } from "node:perf_hooks";
import { getMetrics } from "@/lib/telemetry/metrics";

/** Reads the process's own figures every five seconds. */
export function watchProcess(everyMs = 5_000): { stop: () => void } {
  const { eventLoopLag, memory } = getMetrics();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const timer = setInterval(() => {
    eventLoopLag.set(delay.percentile(99) / 1e9);
    delay.reset();
    memory.set(process.memoryUsage.rss());
  }, everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
