import type { IncomingMessage, ServerResponse } from "node:http";
import { problems, type ProblemCode } from "@/lib/core/errors";

export type Exchange = { req: IncomingMessage; res: ServerResponse; requestId: string };

type Headers = Readonly<Record<string, string>>;

export function send(
  { res }: Exchange,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Headers = {},
): void {
  res.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  res.end(body);
}

export function sendJson(
  exchange: Exchange,
  status: number,
  value: unknown,
  headers: Headers = { "Cache-Control": "no-store" },
): void {
  send(exchange, status, "application/json", JSON.stringify(value), headers);
}

type Refusal = {
  code: ProblemCode;
  detail: string;
  /** Where HTTP has a finer status than the code. */
  status?: number;
  members?: Readonly<Record<string, unknown>>;
  headers?: Headers;
};

/** RFC 9457. What goes in is written here by hand, so no internals can leak through an error's message. */
export function sendProblem(exchange: Exchange, refusal: Refusal): void {
  const { code, detail, status = problems[refusal.code].status, members = {}, headers = {} } = refusal;
  const body = {
    type: `urn:ambit:problem:${code}`,
    title: problems[code].title,
    status,
    detail,
    instance: `urn:ambit:request:${exchange.requestId}`,
    ...members,
  };
  // Nobody read the body of a refused request; the connection could carry the rest of it for minutes.
  const close = hasBody(exchange.req) ? { Connection: "close" } : {};
  send(exchange, status, "application/problem+json", JSON.stringify(body), {
    "Cache-Control": "no-store",
    ...close,
    ...headers,
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
