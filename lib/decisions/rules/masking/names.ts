/** What holds such a name is a secret, however short. */
const always = new Set([
  "password",
  "passwd",
  "pwd",
  "passphrase",
  "secret",
  "clientsecret",
  "privatekey",
  "secretkey",
  "secretaccesskey",
  "authorization",
  "proxyauthorization",
  "setcookie",
  "cookie",
  "cvv",
  "cvc",
  "otp",
  "totp",
  "pin",
  "pan",
  "cardnumber",
  "mnemonic",
  "seedphrase",
]);

/** What holds a name that ends so is one where it also looks like one: `page_token: "2"` is none. */
const telling = [
  "token",
  "key",
  "secret",
  "password",
  "credential",
  "credentials",
  "auth",
  "signature",
  "session",
  "jwt",
];

export function isSecretName(name: string): boolean {
  return always.has(plain(name));
}

export function isTellingName(name: string): boolean {
  const word = plain(name);
  return telling.some((end) => word.endsWith(end));
}

function plain(name: string): string {
  return name.length > 100 ? "" : name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Long, in one word, and of so many different signs that nobody chose it: 60 bits by what its signs are worth. */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 4_096 || /\s/.test(text) || !/\d/.test(text) || !/[a-z]/i.test(text)) {
    return false;
  }
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits >= 52;
}
