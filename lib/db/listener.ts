import pg from "pg";

export type ListenerOptions = {
  databaseUrl: string;
  channels: readonly string[];
  onNotification: (channel: string, payload: string) => void;
  /** After every connect, the first one too: what was said meanwhile is lost, so read again. */
  onConnect?: (client: pg.Client) => void;
  onDisconnect?: () => void;
  firstDelayMs?: number;
  longestDelayMs?: number;
};

/** One connection that LISTENs, made anew with back-off whenever it is lost. A hint only: whoever uses it also polls. */
export function openListener(options: ListenerOptions): { stop: () => Promise<void> } {
  const { firstDelayMs = 200, longestDelayMs = 10_000 } = options;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client = next;
    // pg says "error" and then "end" when a connection breaks; without a listener for the first the process would end.
    next.on("error", () => undefined);
    next.on("notification", ({ channel, payload }) => options.onNotification(channel, payload ?? ""));
    try {
      await next.connect();
      for (const channel of options.channels) await next.query(`listen ${next.escapeIdentifier(channel)}`);
    } catch {
      await next.end().catch(() => undefined);
      retryLater();
      return;
    }
    next.once("end", () => {
      options.onDisconnect?.();
      retryLater();
    });
    failures = 0;
    options.onConnect?.(next);
  }

  function retryLater(): void {
    if (stopped) return;
    const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** failures++);
    timer = setTimeout(() => void connect(), longest * (0.5 + Math.random() / 2));
  }

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
