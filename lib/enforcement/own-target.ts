import type { IncomingMessage } from "node:http";

const absolute = /^https?:\/\/([^/?#]+)([^#]*)$/i;

/**
 * `GET http://ambit.example/people HTTP/1.1` is an ordinary request (RFC 9112, 3.2.2), and its target counts, not `Host`.
 * It becomes a path if it names this console or the host that was asked anyway; for others we are no proxy.
 */
export function adoptOwnTarget(req: IncomingMessage, publicUrl: string): void {
  const [, host, rest = ""] = absolute.exec(req.url ?? "") ?? [];
  if (host === undefined) return;
  const named = host.toLowerCase();
  if (named !== new URL(publicUrl).host && named !== req.headers.host?.toLowerCase()) return;
  req.headers.host = named;
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
}
