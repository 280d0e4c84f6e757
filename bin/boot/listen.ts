import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { definitions } from "@/lib/config/definitions";
import { StartError } from "@/lib/core/start-error";
import { announceStopping } from "@/lib/core/stopping";
import { configureHttpServer, httpServerOptions, listenBacklog } from "@/lib/enforcement/http-server";

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/** The port is taken before anything is started or changed; until the rest is ready callers are asked to come back. */
export async function openPort(
  host: string,
  port: number,
): Promise<{ server: Server; answerWith: (handler: Handler) => void }> {
  let handler: Handler = answerStarting;
  const server = createServer(httpServerOptions, (req, res) => handler(req, res));
  configureHttpServer(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(describeListenFault(host, port, error)));
    server.listen({ host, port, backlog: listenBacklog }, resolve);
  });
  return {
    server,
    answerWith(next) {
      handler = next;
    },
  };
}

export function describeListenFault(host: string, port: number, error: Error): StartError {
  const code = "code" in error ? error.code : "";
  if (code === "EADDRINUSE")
    return new StartError(
      `PORT: ${port} on ${host} is taken by another program.`,
      "Stop that program, or set PORT to a free one.",
      error,
    );
  if (code === "EACCES")
    return new StartError(`PORT: this user may not listen on ${port}.`, "Set PORT to a number above 1023.", error);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new StartError(
      `HOST: ${host} is not an address of this machine.`,
      `Correct it, or leave it out for ${definitions.HOST.standard}.`,
      error,
    );
  return new StartError(`HOST, PORT: cannot listen on ${host}:${port} (${error.message}).`, "Correct them.", error);
}

/** Requests in flight finish; parked polls and streams end themselves when told; what is left after the time is cut. */
export async function drain(server: Server, endParked: () => Promise<void>, timeoutMs = 5_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  // A connection that was busy when the draining began is kept open after its answer, in case another request comes.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  announceStopping();
  await Promise.race([Promise.all([endParked(), closed]), late]);
  clearTimeout(timer);
  clearInterval(sweep);
  server.closeAllConnections();
}

function answerStarting(_req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(503, { "content-type": "application/problem+json", "retry-after": "1", "cache-control": "no-store" });
  res.end(
    JSON.stringify({
      type: "urn:ambit:problem:unavailable",
      title: "Not available right now",
      status: 503,
      detail: "Ambit is starting.",
    }),
  );
}
