/** A cookie an operation sets. Always HttpOnly, SameSite=Lax and for the whole host; `__Host-` names are Secure too. */
export type Cookie = { name: string; value: string; maxAgeSeconds: number };

type ReplyParts = {
  cookies?: readonly Cookie[];
  headers?: Readonly<Record<string, string>>;
  status?: 200 | 201 | 202 | 204;
};

/** An output with something beside it: a cookie, a header, another status. Most handlers just return the output. */
export class Reply<T> {
  readonly output: T;
  readonly parts: ReplyParts;
  constructor(output: T, parts: ReplyParts) {
    this.output = output;
    this.parts = parts;
  }
}

export function reply<T>(output: T, parts: ReplyParts): Reply<T> {
  return new Reply(output, parts);
}

export function writeCookie(cookie: Cookie): string {
  const secure = cookie.name.startsWith("__Host-") || cookie.name.startsWith("__Secure-") ? "; Secure" : "";
  const maxAge = Math.max(0, Math.floor(cookie.maxAgeSeconds));
  return `${cookie.name}=${encodeURIComponent(cookie.value)}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** What an operation with `produces` answers: text or bytes, whole or as they come; with a name it is saved as a file. */
export type Download = { mediaType: string; content: string | AsyncIterable<Uint8Array | string>; name?: string };
