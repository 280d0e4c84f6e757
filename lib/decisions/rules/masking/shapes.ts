/**
 * Whether a text holds what opens something: tokens, keys, card numbers. Everything here is linear in the text, since
 * agents choose it: no pattern may start again at every character and run on.
 */
export function holdsSecret(text: string): boolean {
  if (text.length < shortest) return false;
  return (
    holdsMarked(text) ||
    holdsJwt(text) ||
    holdsCard(text) ||
    text.includes("-----BEGIN ") ||
    authorization.test(text) ||
    urlWithPassword.test(text)
  );
}

const shortest = 12;

/** How the keys of well-known services begin, and how many more signs make one of it. */
const marks: readonly (readonly [mark: string, more: number])[] = [
  ["sk_live_", 8],
  ["sk_test_", 8],
  ["rk_live_", 8],
  ["rk_test_", 8],
  ["whsec_", 12],
  ["sk-", 20],
  ["ghp_", 20],
  ["gho_", 20],
  ["ghu_", 20],
  ["ghs_", 20],
  ["ghr_", 20],
  ["github_pat_", 20],
  ["glpat-", 16],
  ["xoxa-", 10],
  ["xoxb-", 10],
  ["xoxe-", 10],
  ["xoxp-", 10],
  ["xoxr-", 10],
  ["xoxs-", 10],
  ["AKIA", 16],
  ["ASIA", 16],
  ["AIza", 30],
  ["ya29.", 20],
  ["npm_", 30],
  ["pypi-", 30],
  ["hf_", 30],
  ["dop_v1_", 30],
  ["shpat_", 20],
  ["SG.", 30],
  ["AGE-SECRET-KEY-", 20],
  ["hvs.", 20],
];
const signsAfter = new Map(marks.map(([, more]) => [more, new RegExp(`[\\w.-]{${more}}`, "y")] as const));

function holdsMarked(text: string): boolean {
  for (const [mark, more] of marks) {
    const signs = signsAfter.get(more);
    for (let at = text.indexOf(mark); at >= 0 && signs; at = text.indexOf(mark, at + mark.length)) {
      signs.lastIndex = at + mark.length;
      // `task-…` holds `sk-`: a key begins a word.
      if (signs.test(text) && !/\w/.test(text.charAt(at - 1))) return true;
    }
  }
  return false;
}

/** A header in base64url, as every JWT and JWE begins, and at least one part more. */
function holdsJwt(text: string): boolean {
  if (!text.includes("eyJ")) return false;
  for (const [run] of text.matchAll(/[\w.-]+/g)) {
    const parts = run.split(".");
    if (parts.some((part, at) => /eyJ[\w-]{8}/.test(part) && (parts[at + 1]?.length ?? 0) >= 8)) return true;
  }
  return false;
}

const authorization = /\b(?:Bearer|Basic|DPoP|Token)\s+[\w.~+/=-]{12}/i;
const urlWithPassword = /:\/\/[^\s/@:]{1,128}:[^\s/@]{1,128}@/;

const cardLike = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

function holdsCard(text: string): boolean {
  for (const [found] of text.matchAll(cardLike)) if (isCardNumber(found.replaceAll(/[ -]/g, ""))) return true;
  return false;
}

/** Of the networks' own ranges and with the right check digit: an instant in milliseconds is no card. */
const ranges =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}|62\d{14,17})$/;

export function isCardNumber(digits: string): boolean {
  if (!ranges.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
