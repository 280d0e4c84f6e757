import { vi } from "vitest";

/** Passes as soon as `check` does. The limit is far above what anything takes: a busy machine must not fail a test. */
export function eventually<T>(check: () => T | Promise<T>, timeout = 20_000): Promise<T> {
  return vi.waitFor(check, { timeout, interval: 20 });
}
