/** On the server. Sync, because growing the tree hashes two hundred thousand times a second. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;
/** Where proofs are checked: a browser has only the asynchronous WebCrypto. */
export type AnySha256 = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

export const hashBytes = 32;

/** RFC 6962, section 2.1: leaves and nodes are hashed behind different bytes, so that no leaf can pass for a node. */
export function writeLeaf(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return bytes;
}

export function writeNode(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return bytes;
}
