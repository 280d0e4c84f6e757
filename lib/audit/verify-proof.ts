import { writeLeaf } from "@/lib/audit/merkle/hashing";
import { isSameHash, verifyInclusion } from "@/lib/audit/merkle/verify";
import type { InclusionProof } from "@/lib/audit/schema";

/** `unknown`: this browser cannot say, so nothing may look right. */
export type Step = { words: string; state: "right" | "wrong" | "unknown"; detail?: string };

/** The public keys the console publishes for its audit log, 32 bytes each. */
export type PublishedKeys = readonly Uint8Array[];

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** Recomputes a proof from the event's own text up to the signature. Nothing the server says about it is believed. */
export async function verifyProof(bundle: InclusionProof, eventId: string, published: PublishedKeys): Promise<Step[]> {
  const tree = readCheckpoint(bundle.checkpoint);
  const leafHash = await sha256(writeLeaf(new TextEncoder().encode(bundle.canonical)));
  const included =
    tree !== undefined &&
    tree.size === bundle.tree_size &&
    (await verifyInclusion(
      { index: bundle.leaf_index, size: tree.size, leafHash, root: tree.root, proof: bundle.proof.map(readBase64) },
      sha256,
    ));
  const key = await readVerifierKey(bundle.key);
  return [
    judge("The text is this event's", readId(bundle.canonical) === eventId, "The proof is about another event."),
    judge(
      "Its hash is the leaf",
      isSameHash(leafHash, readBase64(bundle.leaf_hash)),
      "The text was changed after it was hashed.",
    ),
    judge(
      `The leaf is number ${bundle.leaf_index} of ${bundle.tree_size}`,
      included,
      "The path does not lead to the signed root.",
    ),
    await judgeSignature(bundle, key),
    judge(
      "The key is one this console publishes",
      key !== undefined && published.some((one) => isSameHash(one, key.bytes)),
      "The key is not in /.well-known/jwks.json.",
    ),
  ];
}

function judge(words: string, right: boolean, fault: string): Step {
  return right ? { words, state: "right" } : { words, state: "wrong", detail: fault };
}

async function judgeSignature(bundle: InclusionProof, key: VerifierKey | undefined): Promise<Step> {
  const words = "The checkpoint is signed";
  const signature = key && readSignature(bundle.checkpoint, key);
  if (!key || !signature) return { words, state: "wrong", detail: "It carries no signature of the key beside it." };
  const text = bundle.checkpoint.slice(0, bundle.checkpoint.lastIndexOf("\n\n") + 1);
  try {
    const verifier = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
    const right = await crypto.subtle.verify({ name: "Ed25519" }, verifier, signature, new TextEncoder().encode(text));
    return judge(words, right, "The signature does not belong to this checkpoint.");
  } catch {
    return { words, state: "unknown", detail: "This browser has no Ed25519. Check the file with the script." };
  }
}

/** C2SP tlog-checkpoint: origin, size, root, each on its line, before the signatures. */
function readCheckpoint(note: string): { size: number; root: Uint8Array } | undefined {
  const [origin = "", size = "", root = ""] = note.split("\n", 3);
  if (origin === "" || !/^(0|[1-9]\d{0,15})$/.test(size)) return undefined;
  return { size: Number(size), root: readBase64(root) };
}

type VerifierKey = { name: string; id: Uint8Array; bytes: Uint8Array<ArrayBuffer> };
const ed25519 = 1;

/** `name+id+key` of C2SP signed notes; the id must be the key's own. */
async function readVerifierKey(text: string): Promise<VerifierKey | undefined> {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return undefined;
  const typed = readBase64(encoded);
  const named = new TextEncoder().encode(`${name}\n`);
  const own = (await sha256(Uint8Array.from([...named, ...typed]))).subarray(0, 4);
  if (typed.length !== 33 || typed[0] !== ed25519 || writeHex(own) !== id) return undefined;
  return { name, id: own, bytes: typed.slice(1) };
}

function readSignature(note: string, key: VerifierKey): Uint8Array<ArrayBuffer> | undefined {
  const lines = note.slice(note.lastIndexOf("\n\n") + 2).split("\n");
  const prefix = `\u2014 ${key.name} `;
  return lines
    .filter((line) => line.startsWith(prefix))
    .map((line) => readBase64(line.slice(prefix.length)))
    .find((bytes) => isSameHash(bytes.subarray(0, 4), key.id))
    ?.slice(4);
}

function readId(canonical: string): unknown {
  try {
    const event: unknown = JSON.parse(canonical);
    return typeof event === "object" && event !== null && "id" in event ? event.id : undefined;
  } catch {
    return undefined;
  }
}

/** What is not base64 becomes no bytes, which fit nothing. */
function readBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function writeHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The audit keys of a JWK set. */
export function readPublishedKeys(jwks: unknown): PublishedKeys {
  const keys: unknown = typeof jwks === "object" && jwks !== null && "keys" in jwks ? jwks.keys : [];
  if (!Array.isArray(keys)) return [];
  return keys.flatMap((key: { ambit_for?: unknown; x?: unknown }) =>
    key.ambit_for === "audit" && typeof key.x === "string"
      ? [readBase64(key.x.replaceAll("-", "+").replaceAll("_", "/"))]
      : [],
  );
}
