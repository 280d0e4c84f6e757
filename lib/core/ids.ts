const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What an id names. The prefix is part of the id, so an id read in a log says what it belongs to. */
export const idKinds = {
  person: "per",
  team: "tea",
  signIn: "sgn",
  passkey: "pky",
  invitation: "inv",
  link: "lnk",
  event: "evt",
  request: "req",
  directory: "dir",
  directoryGroup: "grp",
  agent: "agt",
  ownership: "own",
  identity: "idn",
  system: "sys",
  memory: "mem",
  shadow: "shd",
  handover: "hov",
  import: "imp",
  view: "viw",
  policy: "pol",
  policyDraft: "pld",
  change: "chg",
  comment: "cmt",
  replay: "rpl",
  decision: "dec",
  session: "ses",
} as const;

export type IdKind = keyof typeof idKinds;

/** Prefix, 48 bits of time, 80 random bits; never incremented, so one id does not give away the next. */
export function newId(kind: IdKind, at: number = Date.now()): string {
  let time = "";
  for (let rest = at, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = alphabet.charAt(rest % 32) + time;
  const random = crypto.getRandomValues(new Uint8Array(16));
  let tail = "";
  for (const byte of random) tail += alphabet.charAt(byte & 31);
  return `${idKinds[kind]}_${time}${tail}`;
}

export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idKinds[kind]}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`);
}
