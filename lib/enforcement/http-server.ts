import type { IncomingMessage, Server, ServerOptions, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { problems, type ProblemCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { sendProblem } from "@/lib/enforcement/respond";
import { chooseRequestId } from "@/lib/http/request-id";

/** For `createServer`: what can only be set there. 16 KiB of headers hold two large tokens and cookies. */
export const httpServerOptions = {
  maxHeaderSize: 16 * 1024,
  // The plane asks for it; Node would refuse without a word.
  requireHostHeader: false,
  insecureHTTPParser: false,
} as const satisfies ServerOptions;

/** For `listen`: after a restart every held poll comes back at once. */
export const listenBacklog = 4096;

/** Limits on what a slow or broken client can hold. They count the request's arrival, so a held answer is not cut off. */
export function configureHttpServer(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  // Longer than the longest poll (60 s) and than the idle time of the usual proxies, so that we never close first.
  server.keepAliveTimeout = 75_000;
  // The plane refuses too many header lines; Node would drop the last ones and let the request pass.
  server.maxHeadersCount = 0;
  server.on("clientError", refuseBrokenRequest);
  server.on("checkExpectation", refuseExpectation);
}

/** RFC 9110, 10.1.1: `100-continue` is all that anybody may expect. */
function refuseExpectation(req: IncomingMessage, res: ServerResponse): void {
  const requestId = chooseRequestId(req.headers["x-request-id"]);
  res.setHeader("X-Request-Id", requestId);
  sendProblem(
    { req, res, requestId },
    { code: "invalid_input", status: 417, detail: "The only expectation known here is 100-continue." },
  );
}

const causes: Readonly<Record<string, { status: number; code: ProblemCode; detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: "invalid_input", detail: "The request's headers are too large." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: "invalid_input", detail: "The request did not arrive in time." },
};
const unreadable = { status: 400, code: "invalid_input", detail: "The request is not HTTP." } as const;
const unknownMethod = { status: 501, code: "method_not_allowed", detail: "Nothing here knows this method." } as const;

/** Node's parser knows the registered methods alone; a request line with another one is HTTP all the same. */
function explain(error: NodeJS.ErrnoException & { rawPacket?: unknown }): (typeof causes)[string] {
  const known = causes[error.code ?? ""];
  if (known) return known;
  const { rawPacket } = error;
  const start = Buffer.isBuffer(rawPacket) ? rawPacket.toString("latin1", 0, 8_192) : "";
  const isRequest = error.code === "HPE_INVALID_METHOD" && /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r\n/.test(start);
  return isRequest ? unknownMethod : unreadable;
}

/** What cannot be parsed never becomes a request, so the answer is written by hand. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, code, detail } = explain(error);
  const requestId = newId("request");
  const body = JSON.stringify({
    type: `urn:ambit:problem:${code}`,
    title: problems[code].title,
    status,
    detail,
    instance: `urn:ambit:request:${requestId}`,
  });
  const lines = [
    `HTTP/1.1 ${status} Refused`,
    `Date: ${new Date().toUTCString()}`,
    `X-Request-Id: ${requestId}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
