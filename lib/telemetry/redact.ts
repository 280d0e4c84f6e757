/** What a secret looks like in text that was not ours to write: error messages, URLs, headers somebody logged. */
const secrets: readonly [RegExp, string][] = [
  [/\b(Bearer|DPoP|Basic)\s+[\w.~+/=-]{8,}/gi, "$1 [hidden]"],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, "[hidden]"],
  [/((?:__Host-|__Secure-)?(?:ambit-|next-auth\.)[\w.-]+)=[^;\s"\\]+/g, "$1=[hidden]"],
  [/([?&](?:token|code|state|id_token|access_token)=)[^&\s"\\#]+/gi, "$1[hidden]"],
  [/(postgres(?:ql)?:\/\/[^:@/\s"\\]+:)[^@\s"\\]+@/gi, "$1[hidden]@"],
];

/** The last line of defence of the log: it sees every line as written, whoever wrote it. */
export function redactText(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement);
  return clean;
}

/** Names of fields whose value is never logged, however deep they stand. */
export const secretFields = ["cookie", "authorization", "token", "code", "secret", "password", "proof"] as const;

/** pino's redaction knows no "at any depth"; log objects of ours are at most three deep. */
export const redactedPaths: string[] = secretFields.flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `*["set-${name}"]`,
]);
