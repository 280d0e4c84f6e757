import { pino, type Logger, stdTimeFunctions } from "pino";
import { formatLine } from "@/lib/telemetry/log-line";
import { redactedPaths, redactText } from "@/lib/telemetry/redact";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "silent";

type Output = { readable: boolean; write: (text: string) => void };

const holder = globalThis as typeof globalThis & { ambitLog?: { logger: Logger; output: Output } };
holder.ambitLog ??= createLog("warn", { readable: false, write: (text) => void process.stdout.write(text) });

/** The log of the process: both module graphs write through the one logger. Until start-up has configured it, warnings as JSON. */
export const log: Logger = holder.ambitLog.logger;

/** Start-up calls this once. `readable` is for a terminal; machines get a JSON object a line. */
export function configureLog({ level, readable }: { level: LogLevel; readable: boolean }): void {
  log.level = level;
  if (holder.ambitLog) holder.ambitLog.output.readable = readable;
}

export function createLog(level: LogLevel, output: Output): { logger: Logger; output: Output } {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: "[hidden]" },
      hooks: { streamWrite: redactText },
    },
    { write: (line: string) => output.write(output.readable ? formatLine(line) : line) },
  );
  return { logger, output };
}
