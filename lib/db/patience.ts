import { Socket } from "node:net";

/** How long to wait for a connection, and then for a word of Postgres on it. */
export type Patience = { connectMs: number; silenceMs: number };

export const patienceOf = {
  /** Together twelve seconds: somebody waits for the answer, and nothing that a request asks takes longer. */
  requests: { connectMs: 4_000, silenceMs: 8_000 },
  /** Jobs sort and delete in bulk, and nobody waits. */
  background: { connectMs: 5_000, silenceMs: 60_000 },
} as const satisfies Record<string, Patience>;

/**
 * A connection that is over when Postgres has said nothing for so long: all that waits on it fails, the pool throws it
 * away and makes a new one. A frozen server keeps its sockets open, so nobody else would ever say so; a limit on each
 * query instead would leave the connection in the pool, with a `rollback` waiting behind the query that hangs.
 */
export function openImpatientSocket(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    socket.destroy(Object.assign(new Error(`Postgres said nothing for ${silenceMs} ms.`), { code: "ETIMEDOUT" }));
  });
  return socket;
}
