/**
 * SHA-256 (FIPS 180-4). The browser's own digest is asynchronous and missing on pages served without TLS, where a first
 * installation is tried; what runs in browsers must work there too.
 */
export function hashBytes(bytes: Uint8Array): Uint8Array {
  const state = new Uint32Array(initial);
  const words = new Uint32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  for (let at = 0; at < whole; at += 64) mixBlock(state, words, bytes, at);
  const tail = padTail(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < tail.length; at += 64) mixBlock(state, words, tail, at);
  const digest = new Uint8Array(32);
  const view = new DataView(digest.buffer);
  for (const [at, word] of state.entries()) view.setUint32(at * 4, word);
  return digest;
}

export function hashHex(bytes: Uint8Array): string {
  return [...hashBytes(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The form of digests in the API, without padding. */
export function hashBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...hashBytes(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

export const hashText = (text: string): string => hashHex(new TextEncoder().encode(text));

function padTail(rest: Uint8Array, length: number): Uint8Array {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(tail.length - 4, (length << 3) >>> 0);
  return tail;
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function mixBlock(state: Uint32Array, words: Uint32Array, bytes: Uint8Array, start: number): void {
  fillWords(words, bytes, start);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at++) {
    const high = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + high + ((e & f) ^ (~e & g)) + (rounds[at] ?? 0) + (words[at] ?? 0)) | 0;
    const low = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + word;
}

function fillWords(words: Uint32Array, bytes: Uint8Array, start: number): void {
  const byte = (at: number): number => bytes[start + at] ?? 0;
  for (let at = 0; at < 16; at++) {
    const first = at * 4;
    words[at] = (byte(first) << 24) | (byte(first + 1) << 16) | (byte(first + 2) << 8) | byte(first + 3);
  }
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15] ?? 0;
    const late = words[at - 2] ?? 0;
    const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[at] = (words[at - 16] ?? 0) + small + (words[at - 7] ?? 0) + large;
  }
}

/** The first 64 primes; the constants are the first bits of their cube and square roots. */
const primes = listPrimes(64);
const rounds = Uint32Array.from(primes, (prime) => takeFraction(Math.cbrt(prime)));
const initial = Uint32Array.from(primes.slice(0, 8), (prime) => takeFraction(Math.sqrt(prime)));

function takeFraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function listPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
