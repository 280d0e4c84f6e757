import { createServer, type Socket, connect } from "node:net";

/** Stands before a Postgres and can fall silent, as one that is stopped does: every connection stays open, nothing is said. */
export async function openFreezingProxy(url: string): Promise<{
  url: string;
  freeze: () => void;
  thaw: () => void;
  close: () => Promise<void>;
}> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let frozen = false;
  const settle = (): void => {
    for (const socket of sockets)
      if (frozen) socket.pause();
      else socket.resume();
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("data", (bytes) => void other.write(bytes));
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    settle();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(typeof bound === "object" && bound ? bound.port : 0);
  return {
    url: through.href,
    freeze() {
      frozen = true;
      settle();
    },
    thaw() {
      frozen = false;
      settle();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
