import canonicalize from "canonicalize";

/** JSON, and members that may be absent. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Canonical[]
  | { readonly [name: string]: Canonical };

/** JSON.stringify escapes a surrogate only where its other half is missing; an escaped backslash before `ud8` is no escape. */
const halfCharacter = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * RFC 8785: the one text of a JSON value. Members that are undefined are left out; what JSON cannot hold exactly (NaN,
 * infinities, half a surrogate pair) is refused, so that two readers never see two values in one text.
 */
export function writeCanonical(value: Canonical): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("The value has no canonical form.");
  if (halfCharacter.test(text)) throw new TypeError("Half a surrogate pair has no canonical form.");
  return text;
}
