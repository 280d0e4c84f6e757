import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "@/lib/enforcement/respond";
import { isTrustedProxy, peerHeader, targetHeader } from "@/lib/http/client-address";
import { dataPolicy, listConsoleHeaders, tokenReferrerPolicy, writeDocumentPolicy } from "@/lib/http/security-headers";

/** Under which name people ask, and whose `X-Forwarded-*` counts. */
export type ConsoleAddress = { publicUrl: string; trustedProxies: readonly string[] };

/**
 * The last step before Next: writes what Next and the code behind it may believe over whatever the caller wrote, and
 * sets what every answer carries. True when it has answered: the page was asked for under another name.
 */
export function createConsoleDoor(
  { publicUrl, trustedProxies }: ConsoleAddress,
  isDatabaseAway: () => boolean,
): (exchange: Exchange) => boolean {
  const site = new URL(publicUrl);
  const headers = listConsoleHeaders(publicUrl);

  return ({ req, res, requestId }) => {
    const url = req.url ?? "/";
    const [path = "/"] = url.split("?", 1);
    const trusted = isTrustedProxy(req.socket.remoteAddress, trustedProxies);
    for (const [name, value] of headers) res.setHeader(name, value);
    if (isReading(req) && !isApi(path) && !isAskedByPublicName(req, site, trusted)) {
      redirectToPublicName(res, publicUrl, url);
      return true;
    }
    dropForwarded(req, trusted);
    req.headers.host = site.host;
    req.headers["x-forwarded-host"] = site.host;
    req.headers["x-forwarded-proto"] = site.protocol.slice(0, -1);
    req.headers["x-request-id"] = requestId;
    req.headers[peerHeader] = req.socket.remoteAddress ?? "";
    // A layout is not told its address; sign-in leads back to it.
    req.headers[targetHeader] = dropRouterQuery(url);
    setPolicies(req, res, path);
    if (!isApi(path)) excuseAbsence(res, isDatabaseAway);
    return false;
  };
}

/**
 * A page that could not be made is a 500 to Next, whatever it failed on. While the database is away it is 503: proxies
 * and monitors are to come again, and not to take it for a fault of ours.
 */
function excuseAbsence(res: ServerResponse, isDatabaseAway: () => boolean): void {
  let status = res.statusCode;
  Object.defineProperty(res, "statusCode", {
    configurable: true,
    enumerable: true,
    get: () => status,
    set(next: number) {
      const excused = next === 500 && !res.headersSent && isDatabaseAway();
      if (excused) res.setHeader("Retry-After", retryAfterSeconds);
      status = excused ? 503 : next;
    },
  });
}

const retryAfterSeconds = 5;

/** For counting, until the dispatcher names the operation: a fixed word, never the path, which callers choose. */
export function nameConsoleRequest(url: string): "asset" | "api" | "page" {
  const [path = ""] = url.split("?", 1);
  if (isAsset(path)) return "asset";
  return isApi(path) ? "api" : "page";
}

function isAsset(path: string): boolean {
  return path.startsWith("/_next/static/") || /^\/[\w-]+\.(?:svg|ico|png|txt|webmanifest)$/.test(path);
}

function isApi(path: string): boolean {
  return isData(path) || (path.startsWith("/api/") && path !== "/api/docs");
}

/** What answers nothing but data: the REST API, and the directory's. */
function isData(path: string): boolean {
  return path.startsWith("/api/v1/") || path.startsWith("/scim/v2/");
}

function isReading({ method }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}

/** What was asked for decides nothing but this; addresses are made from the setting alone. */
function isAskedByPublicName({ headers }: IncomingMessage, site: URL, trusted: boolean): boolean {
  const names = [headers.host ?? "", ...(trusted ? listValues(headers["x-forwarded-host"]) : [])];
  const schemes = trusted ? listValues(headers["x-forwarded-proto"]) : [];
  const isPlain = schemes.length > 0 && schemes.every((scheme) => scheme === "http");
  if (site.protocol === "https:" && isPlain) return false;
  return names.some((name) => {
    const asked = `${site.protocol}//${name}`;
    return URL.canParse(asked) && new URL(asked).host === site.host;
  });
}

function listValues(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => line.split(","))
    .map((value) => value.trim().toLowerCase());
}

/** Permanent in meaning, and kept by nobody: the setting may change. The words are for whoever is led in a circle. */
function redirectToPublicName(res: ServerResponse, publicUrl: string, url: string): void {
  const words = `This console is at ${publicUrl}. If a proxy led you here in a circle, it must pass on the Host it was asked for.\n`;
  res.writeHead(308, {
    Location: `${publicUrl}${url}`,
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(words),
    "Content-Security-Policy": dataPolicy,
    "Cache-Control": "no-store",
  });
  res.end(words);
}

const forwarded = /^(?:forwarded|x-real-ip|x-forwarded-.*)$/;

/** Of a trusted proxy's words the list of addresses goes on; `readClientAddress` judges it hop by hop. */
function dropForwarded({ headers }: IncomingMessage, trusted: boolean): void {
  for (const name of Object.keys(headers))
    if (forwarded.test(name) && !(trusted && name === "x-forwarded-for")) Reflect.deleteProperty(headers, name);
}

/** Next's router marks what it asks for; nobody wants to come back to that. */
function dropRouterQuery(url: string): string {
  if (!url.includes("_rsc=")) return url;
  const [path = "/", query = ""] = url.split("?", 2);
  const kept = query.split("&").filter((pair) => !pair.startsWith("_rsc="));
  return kept.length === 0 ? path : `${path}?${kept.join("&")}`;
}

/** Everything but the files of the build may turn out to be a document, an error page at the least. */
function setPolicies(req: IncomingMessage, res: ServerResponse, path: string): void {
  Reflect.deleteProperty(req.headers, "content-security-policy-report-only");
  if (path.startsWith("/_next/static/")) return;
  const policy = isData(path) ? dataPolicy : writeDocumentPolicy(randomBytes(16).toString("base64"));
  req.headers["content-security-policy"] = policy;
  res.setHeader("Content-Security-Policy", policy);
  if (path === "/sign-in" || path.startsWith("/sign-in/")) res.setHeader("Referrer-Policy", tokenReferrerPolicy);
  // Routes say it themselves, and Next would send both; a document's own word, where Next has one, gives way to this.
  if (nameConsoleRequest(path) === "page") res.setHeader("Cache-Control", "private, no-store");
}
