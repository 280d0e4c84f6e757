import { randomBytes, scrypt } from "node:crypto";
import { closeBox, openBox } from "@/lib/crypto/secret-box";

/** Names the version, and with it every number below: another cost is another version. */
const header = new TextEncoder().encode("ambit-sealed/1\n");
const saltBytes = 16;
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** For what leaves the installation, like a backup's key file. */
export async function sealWithPassphrase(content: Uint8Array, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const salt = randomBytes(saltBytes);
  const box = closeBox(await stretch(passphrase, salt), content, header);
  return new Uint8Array(Buffer.concat([header, salt, box]));
}

/** Undefined when the passphrase is another one or the file was damaged. */
export async function openWithPassphrase(
  sealed: Uint8Array,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const start = header.length + saltBytes;
  if (sealed.length < start || Buffer.compare(sealed.subarray(0, header.length), header) !== 0) return undefined;
  const key = await stretch(passphrase, sealed.subarray(header.length, start));
  return openBox(key, sealed.subarray(start), header);
}

/** NFKC: the same passphrase typed on another keyboard or system gives the same key. */
function stretch(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
