const known = new Set(["level", "time", "msg", "err"]);

/** One JSON log line as a person reads it in a terminal: time, level, message, the rest as name=value, then the stack. */
export function formatLine(json: string): string {
  const entry = parseEntry(json);
  if (!entry) return json;
  const time = readText(entry["time"]).slice(11, 23);
  const rest = Object.entries(entry)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => `${name}=${readText(value) || JSON.stringify(value)}`);
  const head = [time, readText(entry["level"]).padEnd(5), readText(entry["msg"]), ...rest].filter(Boolean).join(" ");
  const stack = readStack(entry["err"]);
  return stack === "" ? `${head}\n` : `${head}\n${stack}\n`;
}

function parseEntry(json: string): Record<string, unknown> | undefined {
  try {
    const entry: unknown = JSON.parse(json);
    return typeof entry === "object" && entry !== null ? { ...entry } : undefined;
  } catch {
    return undefined;
  }
}

function readText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function readStack(error: unknown): string {
  return typeof error === "object" && error !== null && "stack" in error ? readText(error.stack) : "";
}
