import "server-only";
import { lookup as resolve, type LookupAddress } from "node:dns";
import { request } from "node:https";
import type { IncomingMessage } from "node:http";
import { isIP, type LookupFunction } from "node:net";
import { getSettings } from "@/lib/config/settings";
import { isPublicUnicast } from "@/lib/outgoing/addresses";

const outgoingLimits = { timeoutMs: 5_000, bytes: 64 * 1024 } as const;

/** Why a call was not made or gave nothing. In words for people, without what the network said. */
export type OutgoingFault =
  | "not_https"
  | "has_credentials"
  | "unresolved"
  | "not_public"
  | "unreachable"
  | "untrusted"
  | "timeout"
  | "redirected"
  | "refused"
  | "too_large"
  | "not_text";

export class OutgoingError extends Error {
  readonly fault: OutgoingFault;
  constructor(fault: OutgoingFault, words: string) {
    super(words);
    this.name = "OutgoingError";
    this.fault = fault;
  }
}

export type OutgoingOptions = {
  accept?: string;
  /** Hosts that may have any address; without it, what the operator set. */
  allowed?: readonly string[];
  /** Certificates to trust instead of the system's. */
  ca?: string;
  timeoutMs?: number;
};

/**
 * Reads a text somebody else serves. What the name leads to is asked once, each address is judged, and the connection
 * goes to a judged address: asking again would let the name's owner answer differently the second time.
 */
export async function fetchText(address: string, options: OutgoingOptions = {}): Promise<string> {
  const url = readUrl(address);
  const allowed = options.allowed ?? getSettings().outgoingAllow;
  const signal = AbortSignal.timeout(options.timeoutMs ?? outgoingLimits.timeoutMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new OutgoingError("timeout", "It did not answer within 5 seconds.")));
  });
  return Promise.race([late, connectAndRead(url, { ...options, allowed, signal })]);
}

type Judged = OutgoingOptions & { allowed: readonly string[]; signal: AbortSignal };

async function connectAndRead(url: URL, { accept, allowed, ca, signal }: Judged): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = await findAddresses(host);
  if (!allowed.includes(host.toLowerCase()) && !addresses.every((one) => isPublicUnicast(one.address)))
    throw new OutgoingError("not_public", "It leads to an address that is not public. An operator can allow the host.");
  return read(url, { accept, ca, signal, lookup: answerWith(addresses), host });
}

function readUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") throw new OutgoingError("not_https", "Give an address that begins with https://.");
  if (url.username !== "" || url.password !== "")
    throw new OutgoingError("has_credentials", "Leave user name and password out of the address.");
  return url;
}

async function findAddresses(host: string): Promise<LookupAddress[]> {
  const found = await new Promise<LookupAddress[]>((answer) => {
    resolve(host, { all: true }, (error, addresses) => answer(error ? [] : addresses));
  });
  if (found.length > 0) return found;
  throw new OutgoingError("unresolved", "There is no host of that name.");
}

/** Stands in for the resolver, so that nothing but what was judged can be connected to. */
function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_, { all }, callback) => {
    const [first] = addresses;
    if (all === true) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
  };
}

type Reading = {
  accept: string | undefined;
  ca: string | undefined;
  signal: AbortSignal;
  lookup: LookupFunction;
  host: string;
};

function read(url: URL, { accept = "*/*", ca, signal, lookup, host }: Reading): Promise<string> {
  return new Promise((answer, reject) => {
    const call = request(
      url,
      {
        method: "GET",
        agent: false,
        lookup,
        signal,
        headers: { accept, "accept-encoding": "identity", "user-agent": "Ambit" },
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(ca === undefined ? {} : { ca }),
      },
      (response) => {
        collect(response).then(answer, (error: unknown) => {
          response.destroy();
          reject(error);
        });
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) => reject(describeFailure(error)));
    call.end();
  });
}

async function collect(response: IncomingMessage): Promise<string> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400)
    throw new OutgoingError("redirected", "It leads on to another address. Give that one.");
  if (status !== 200) throw new OutgoingError("refused", `It answered with status ${status}.`);
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw new OutgoingError("not_text", "It sent something compressed, which is not read.");
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > outgoingLimits.bytes) throw new OutgoingError("too_large", "It has more than 64 KiB.");
    parts.push(part);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new OutgoingError("not_text", "What it sent is not text in UTF-8.");
  }
}

/** Codes of OpenSSL for a chain, a name or a time that does not fit. */
const untrusted = /^(?:ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA)/;

function describeFailure({ code = "" }: NodeJS.ErrnoException): OutgoingError {
  return untrusted.test(code)
    ? new OutgoingError("untrusted", "Its certificate is not valid for this name.")
    : new OutgoingError("unreachable", "It could not be reached.");
}
