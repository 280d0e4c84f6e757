import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Nonce, tag, ciphertext. `bound` is not in the box, but the box opens only beside the same one. */
export function closeBox(key: Uint8Array, content: Uint8Array, bound: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(bound);
  const sealed = [cipher.update(content), cipher.final()];
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]));
}

/** Undefined when the key, the bound text or any byte of the box is another one: which of them cannot be told. */
export function openBox(key: Uint8Array, box: Uint8Array, bound: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (box.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(bound).setAuthTag(box.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(box.subarray(nonceBytes + tagBytes)), decipher.final()]));
  } catch {
    return undefined;
  }
}
