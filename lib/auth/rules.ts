/** Why somebody is not signed in, in the words of the sign-in page (`/sign-in?error=<code>`). */
export const signInErrors = {
  link_unknown: "This link is not one of ours, or it is too old. Ask for a new one.",
  link_used: "This link was used already. Ask for a new one.",
  link_expired: "This link ran out: it works for ten minutes. Ask for a new one.",
  invitation_unknown: "This invitation is not one of ours. Ask the person who invited you for a new one.",
  invitation_used: "This invitation was accepted already. Sign in instead.",
  invitation_expired: "This invitation ran out after seven days. Ask the person who invited you for a new one.",
  invitation_revoked: "This invitation was revoked. Ask the person who invited you.",
  not_active: "You cannot sign in: your access was ended, or not yet accepted. An admin can change that.",
  not_invited: "You are known to the identity provider, but nobody has invited you to Ambit. Ask an admin.",
  email_unverified: "The identity provider has not verified your e-mail address, so we cannot tell who you are.",
  account_conflict:
    "Another account of the identity provider is already linked with your e-mail address. Ask an admin.",
  provider_denied: "Signing in was cancelled at the identity provider.",
  provider_failed: "The identity provider's answer could not be used. Try again.",
  attempt_expired: "Signing in took too long, or was started in another browser. Try again.",
  confirm_other_person: "You confirmed as somebody else than who is signed in here.",
  confirm_stale: "The identity provider did not ask you again. Sign out there, then try again.",
  too_many_attempts: "Too many attempts. Wait a minute, then try again.",
  cross_site: "The form was sent from another site. Open the link again and use the button on our page.",
} as const;
export type SignInError = keyof typeof signInErrors;

/**
 * Where to go after signing in: a path of ours, whatever was asked for. Browsers read `//host`, `/\host` and a tab
 * between the slashes as another site, so the address is built first and then compared.
 */
export function choosePath(asked: string | null | undefined): string {
  const home = "/";
  if (typeof asked !== "string" || asked.length > 2_000 || !asked.startsWith("/")) return home;
  const base = "http://ambit.invalid";
  const url = URL.canParse(asked, base) ? new URL(asked, base) : undefined;
  if (!url || url.origin !== base || /^\/(?:\/|api(?:\/|$)|sign-in(?:\/|$))/.test(url.pathname)) return home;
  return `${url.pathname}${url.search}${url.hash}`;
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\/(\d+)/, "Edge"],
  [/\bOPR\/(\d+)/, "Opera"],
  [/\bSamsungBrowser\/(\d+)/, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, "Chrome"],
  [/\bVersion\/(\d+)\S* (?:Mobile\/\S+ )?Safari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows NT\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** "Firefox 128 on Linux". What a browser says of itself is a claim, good enough to recognise one's own. */
export function describeBrowser(userAgent: string): string {
  const browser = browsers.flatMap(([pattern, name]) => {
    const version = pattern.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  return system === undefined ? "Unknown browser" : `Unknown browser on ${system}`;
}
