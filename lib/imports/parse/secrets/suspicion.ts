const secretName =
  /secret|token|passw|pwd|passphrase|api[-_]?key|apikey|access[-_]?key|private[-_]?key|credential|authori[sz]ation|\bauth\b|_auth\b|bearer|cookie|session|signature|connection[-_]?string|database[-_]?url|(?:^|[-_])(?:key|pat|dsn|sig)$/i;

/** Does a name say that its value is secret? `GITHUB_TOKEN`, `x-api-key`, `--password`. */
export function namesSecret(name: string): boolean {
  return secretName.test(name.slice(0, 200));
}

/** Beginnings that issuers give their credentials so that they are found. */
const issued =
  /\b(?:sk|rk|pk)[-_](?:live|test|ant|proj|or|lf)?[-_]?[A-Za-z0-9_-]{12,300}|\bgh[oprsu]_[A-Za-z0-9]{16,300}|\bgithub_pat_\w{16,300}|\bglpat-[\w-]{16,300}|\bxox[abeprs]-[\w-]{8,300}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,60}|\bya29\.[\w-]{16,300}|\bnpm_[A-Za-z0-9]{20,60}|\bpypi-[\w-]{16,300}|\bhf_[A-Za-z0-9]{16,60}|\b(?:shpat|shpss|dop_v1|figd|tvly|ntn|secret|lin_api|sntrys|r8)[-_][\w-]{12,300}|\bSG\.[\w-]{16,60}\.[\w-]{16,80}|\beyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{0,2000})?/g;
const keyBlock = /-----BEGIN [A-Z ]{1,40}-----[^-]{0,20000}(?:-----END [A-Z ]{1,40}-----)?/g;
const bearer = /\b(bearer|basic)\s{1,4}[\w.~+/=-]{8,4000}/gi;
/** `curl -u name:password`; two numbers are a user and a group. */
const signIn = /((?:^|\s)(?:-u|--user)[\s=]["']?(?!\d+:\d+\b)[^\s:"'/]{1,100}:)(?![$‹])[^\s"']{1,400}/g;
const secretWord = "(?:password|passwd|pwd|secret|token(?!s)|api[-_]?key|access[-_]?key|private[-_]?key)";
const assignment = new RegExp(`\\b([\\w-]{0,60}${secretWord}[\\w-]{0,20}=)["']?[^\\s"',;&|]{3,4000}`, "gi");
/** After a colon a word may be prose, so only what holds a digit is taken for a value. */
const labelled = new RegExp(
  `\\b([\\w-]{0,60}${secretWord}["']?:\\s{0,4})(?=\\S{0,200}\\d)["']?[^\\s"',;&|]{6,4000}`,
  "gi",
);

export const removed = "‹removed›";

/** A long run of letters and digits that changes its kind often: nobody chose it as a name. */
function looksRandom(run: string): boolean {
  if (run.length < 20) return false;
  const kinds = Array.from(run, (sign) => (/\d/.test(sign) ? "d" : sign === sign.toUpperCase() ? "u" : "l"));
  const digits = kinds.filter((kind) => kind === "d").length;
  const changes = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return digits >= 2 && changes >= Math.min(8, run.length / 4);
}

/** A digest or a commit pins what runs: it belongs into the inventory and guards nothing. */
const pinned = /(?:sha256:|[@#])[0-9a-f]{40,64}\b/gi;

function removeRandom(text: string): string {
  const pins = new Set((text.match(pinned) ?? []).map((pin) => pin.replace(/^.*[:@#]/, "")));
  return text.replaceAll(/[A-Za-z0-9]{20,4000}/g, (run) => (!pins.has(run) && looksRandom(run) ? removed : run));
}

/** Takes credentials out of running text: a description, a rule, an argument. What is left can be shown. */
export function removeSecrets(text: string): string {
  return removeRandom(
    cleanAddresses(text)
      .replaceAll(signIn, `$1${removed}`)
      .replaceAll(keyBlock, removed)
      .replaceAll(issued, removed)
      .replaceAll(bearer, `$1 ${removed}`)
      .replaceAll(assignment, keepReference)
      .replaceAll(labelled, keepReference),
  );
}

function keepReference(whole: string, start: string): string {
  const value = whole.slice(start.length);
  return isReference(value) || value.includes(removed) ? whole : `${start}${removed}`;
}

const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>`]{1,4000}/gi;

function cleanAddresses(text: string): string {
  return text.replaceAll(address, cleanAddress);
}

/** User names and passwords go, and so do query values that are secret by their name or by their look. */
function cleanAddress(whole: string): string {
  const [, scheme = "", rest = ""] = /^([^:]*:\/\/)(.*)$/s.exec(whole) ?? [];
  const path = rest.search(/[/?#]/);
  const authority = path === -1 ? rest : rest.slice(0, path);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const user = authority.slice(0, authority.length - host.length);
  const kept = user === "" || isReference(user.slice(0, -1)) ? user : `${removed}@`;
  const tail = path === -1 ? "" : rest.slice(path);
  return scheme + kept + host + tail.replaceAll(/([?&#;])([^=&#;]{1,200})=([^&#;]{1,4000})/g, cleanParameter);
}

function cleanParameter(whole: string, sign: string, name: string, value: string): string {
  if (isReference(value)) return whole;
  return namesSecret(name) || /^(?:code|sig|key|k|s|t)$/i.test(name) || looksSecret(value)
    ? `${sign}${name}=${removed}`
    : whole;
}

type Keeper = { keep: (name: string, value: string) => void };

/** The secrets in the addresses of a text, so that their copies elsewhere are taken out too. */
export function keepAddressSecrets(keeper: Keeper, text: string): void {
  for (const [whole] of text.matchAll(address)) {
    for (const [, name = "", value = ""] of whole.matchAll(/[?&#;]([^=&#;]{1,200})=([^&#;]{1,4000})/g)) {
      if (cleanParameter("", "", name, value) !== "") keeper.keep("secret", value);
    }
    const password = /^[^:]*:\/\/[^/?#@:]*:([^/?#@]+)@/.exec(whole)?.[1];
    if (password !== undefined) keeper.keep("secret", password);
  }
}

/** By its look alone. */
export function looksSecret(value: string): boolean {
  return removeSecrets(value) !== value;
}

/**
 * `${TOKEN}`, `Bearer ${TOKEN}`: the secret is elsewhere. `${TOKEN:-sk-…}` is not one: the default stands in the file.
 */
export function isReference(value: string): boolean {
  if (!value.includes("$") && !value.includes("{")) return false;
  const rest = value.replaceAll(/\$\{[\w:.-]{1,200}\}|\{env:\w{1,200}\}|\$[A-Z_][A-Z0-9_]{0,200}\b/g, (found) =>
    /:-[^}]/.test(found) ? found : "",
  );
  return rest !== value && /^(?:bearer|basic|token|apikey|api-key)?[\s:]*$/i.test(rest);
}
