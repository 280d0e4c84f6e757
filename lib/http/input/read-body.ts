import { AppError, type Fault } from "@/lib/core/errors";
import { parseStrictJson } from "@/lib/http/input/strict-json";

export const defaultMaxBodyBytes = 64 * 1024;
const bodyTimeoutMs = 15_000;

/** The types a body may have, and how they are called in a refusal. */
type MediaType = { pattern: RegExp; name: string };
const jsonMediaType: MediaType = {
  pattern: /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i,
  name: "application/json",
};
/** RFC 7644 3.1: a directory may send either. */
export const scimMediaType: MediaType = {
  pattern: /^application\/(?:scim\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i,
  name: "application/scim+json",
};

export type Body = { value: unknown; faults: readonly Fault[] };

/** The JSON body, or nothing. An oversized one is refused while it arrives, a slow one after a while, an encoded one unread. */
export async function readBody(
  request: Request,
  maxBytes: number = defaultMaxBodyBytes,
  timeoutMs: number = bodyTimeoutMs,
  mediaType: MediaType = jsonMediaType,
): Promise<Body> {
  checkMediaType(request.headers, mediaType);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw refuseSize(maxBytes);
  const bytes = await collect(request.body, maxBytes, timeoutMs);
  if (bytes.length === 0) return { value: undefined, faults: [] };
  if (!request.headers.has("content-type")) throw refuseMediaType(`Say Content-Type: ${mediaType.name}.`);
  return parseStrictJson(bytes);
}

/** A form can be sent from any site without asking; JSON cannot. So no other type is let in, even with an empty body. */
function checkMediaType(headers: Headers, { pattern, name }: MediaType): void {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity")
    throw refuseMediaType("Send the body without Content-Encoding.");
  const type = headers.get("content-type");
  if (type !== null && !pattern.test(type.trim())) throw refuseMediaType(`The body must be ${name} in UTF-8.`);
}

async function collect(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  timeoutMs: number,
): Promise<Uint8Array> {
  if (!stream) return new Uint8Array();
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => undefined);
  }, timeoutMs);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > maxBytes) {
        void reader.cancel().catch(() => undefined);
        throw refuseSize(maxBytes);
      }
      parts.push(part.value);
    }
  } finally {
    clearTimeout(timer);
  }
  if (late) throw new AppError("request_timeout", `The body did not arrive within ${timeoutMs / 1000} seconds.`);
  return Buffer.concat(parts);
}

function refuseSize(maxBytes: number): AppError {
  return new AppError("body_too_large", `The body may have at most ${maxBytes} bytes.`, {
    members: { max_bytes: maxBytes },
  });
}

function refuseMediaType(detail: string): AppError {
  return new AppError("unsupported_media_type", detail);
}
