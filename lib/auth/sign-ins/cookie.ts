import "server-only";
import { durations } from "@/lib/auth/durations";
import { getSettings } from "@/lib/config/settings";
import type { Cookie } from "@/lib/http/reply";

/** On https the name itself makes browsers refuse a cookie that a subdomain or a plain-http page tries to plant. */
export function hostCookieName(name: string): string {
  return getSettings().publicUrl.startsWith("https:") ? `__Host-${name}` : name;
}

const signInCookie = "ambit-session";

export function writeSignInCookie(token: string): Cookie {
  return { name: hostCookieName(signInCookie), value: token, maxAgeSeconds: durations.signInMs / 1000 };
}

export function clearSignInCookie(): Cookie {
  return { name: hostCookieName(signInCookie), value: "", maxAgeSeconds: 0 };
}

/**
 * The token this browser presents, genuine or not. None when it presents two: one of them was planted for a narrower
 * path, which a program on another port of the same host can do, and nobody can tell which.
 */
export function readSignInToken(headers: Headers): string | undefined {
  const name = hostCookieName(signInCookie);
  const given = new Set(listPairs(headers).flatMap(([other, value]) => (other === name ? [value] : [])));
  return given.size === 1 ? [...given][0] : undefined;
}

export function readCookie(headers: Headers, name: string): string | undefined {
  return listCookies(headers)[name];
}

/** Of a name that is repeated the first, which browsers send for the narrowest path. */
export function listCookies(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(listPairs(headers).toReversed());
}

function listPairs(headers: Headers): [name: string, value: string][] {
  return (headers.get("cookie") ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at > 0 ? [[pair.slice(0, at).trim(), decode(pair.slice(at + 1).trim())]] : [];
  });
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
