#!/usr/bin/env node
// Checks what Ambit's audit log says about itself, without Ambit: Node 20 or newer, no other file, no network.
//
//   node verify-audit.mjs FILE [--key VKEY]... [--older CHECKPOINT-FILE]
//
// FILE     a proof of one event, a proof that one checkpoint continues another, or an export of events (JSON lines)
// --key    the log's key, got some other way than the file; without it the file only shows that it agrees with itself
// --older  a checkpoint kept from earlier, which the file must not contradict
//
// Prints OK and what was shown, exit code 0; or the first step that failed, exit code 1.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const usage = "usage: node verify-audit.mjs FILE [--key VKEY]... [--older CHECKPOINT-FILE]";

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main();

function main() {
  try {
    const options = { key: { type: "string", multiple: true }, older: { type: "string" } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    check(positionals.length === 1, usage);
    const older = values.older === undefined ? undefined : readText(values.older);
    const lines = verifyFile(readText(positionals[0]), { keys: values.key ?? [], older });
    for (const line of lines) console.log(line);
  } catch (error) {
    console.log(`FAILED: ${error.message}`);
    process.exitCode = 1;
  }
}

function check(condition, step) {
  if (!condition) throw new Error(step);
}

function readText(file) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
}

/** The lines to print, or an error that names the step. `trust`: the keys given, and the text of the older checkpoint. */
export function verifyFile(text, trust) {
  const whole = parse(text);
  if (whole?.format === "ambit.audit-inclusion/1") return verifyInclusionBundle(whole, trust);
  if (whole?.format === "ambit.audit-consistency/1") return verifyConsistencyBundle(whole, trust);
  return verifyExport(text, trust);
}

// ---- The three kinds of file

function verifyInclusionBundle(bundle, trust) {
  checkMembers("the bundle", bundle, "format, canonical, leaf_hash, leaf_index, tree_size, proof, checkpoint, key");
  const leaf = verifyRecord(bundle);
  const tree = readTree(bundle, trust);
  const { leaf_index: index, proof } = bundle;
  check(bundle.tree_size === tree.size, "the checkpoint is of another tree size than the bundle says");
  const included = isIncluded(index, tree.size, leaf, readHashes(proof), tree.root);
  check(included, "the inclusion proof does not lead from the event to the checkpoint's root");
  if (trust.older !== undefined) checkKept(readNote(trust.older, chooseKeys(trust, bundle.key)), tree);
  const said = `OK: the event ${JSON.parse(bundle.canonical).id} is leaf ${index} of the ${tree.size} that ${tree.origin} signed for.`;
  return [said, ...describeTrust(trust, [bundle.key])];
}

function verifyConsistencyBundle(bundle, trust) {
  checkMembers("the bundle", bundle, "format, older, newer, proof");
  for (const side of [bundle.older, bundle.newer]) checkMembers("one of the two trees", side, "checkpoint, key");
  const [older, newer] = [readTree(bundle.older, trust), readTree(bundle.newer, trust)];
  const consistent = isConsistent(older, newer, readHashes(bundle.proof));
  check(consistent, "the consistency proof does not lead from the older root to the newer one");
  if (trust.older !== undefined) checkKept(readNote(trust.older, chooseKeys(trust, bundle.older.key)), older);
  const said = `OK: the log of ${newer.size} leaves begins with the whole log of ${older.size}.`;
  return [said, ...describeTrust(trust, [bundle.older.key, bundle.newer.key])];
}

function checkKept(kept, tree) {
  const remedy = `get the consistency proof from ${kept.size} to ${tree.size} and verify that`;
  check(kept.size === tree.size, `the kept checkpoint has ${kept.size} leaves, the file's ${tree.size}: ${remedy}`);
  check(
    kept.root.equals(tree.root),
    "the kept checkpoint has another root at the same size: the log shows two histories",
  );
}

function verifyExport(text, trust) {
  const lines = text.split("\n");
  check(lines.pop() === "", "the file is no proof, and as an export its last line is cut off");
  check(lines.length > 0, "the export is empty");
  const records = [];
  for (const line of lines) records.push(readRecord(line, records.length + 1, records.at(-1)));
  const complete = records.every(({ seq }, n) => seq === n);
  const extent = complete ? "from the first on and without a gap" : "a selection";
  const said = `OK: ${records.length} events, ${extent}; the text of each is the one its hash was made of.`;
  if (trust.older === undefined) {
    return [said, "Not shown: that the log holds them. Give a checkpoint with --older and its key with --key."];
  }
  check(complete, "only an export of all events can be held to a checkpoint; this one is a selection");
  const tree = readNote(trust.older, chooseKeys(trust, undefined));
  check(tree.size <= records.length, `the checkpoint has ${tree.size} leaves, the export only ${records.length}`);
  const root = hashTree(records.slice(0, tree.size).map(({ leaf }) => leaf));
  check(root.equals(tree.root), `the first ${tree.size} events are not the ones ${tree.origin} signed for`);
  return [said, `The first ${tree.size} are exactly those that ${tree.origin} signed for.`];
}

function readRecord(line, number, before) {
  const record = parse(line);
  try {
    checkMembers("it", record, "seq, id, canonical, leaf_hash");
    check(Number.isSafeInteger(record.seq) && record.seq >= 0, "its seq is not a count");
    check(before === undefined || record.seq > before.seq, "it does not follow on the one before it");
    const leaf = verifyRecord(record);
    check(JSON.parse(record.canonical).id === record.id, "its id is not the event's");
    return { seq: record.seq, leaf };
  } catch (error) {
    throw new Error(`record ${number} (seq ${record?.seq ?? "unknown"}): ${error.message}`, { cause: error });
  }
}

// ---- An event

function verifyRecord({ canonical, leaf_hash: claimed }) {
  check(typeof canonical === "string", "the event's canonical text is missing");
  const event = parse(canonical);
  check(typeof event === "object" && event !== null, "the event's canonical text is not a JSON object");
  check(canonicalise(event) === canonical, "the event's text is not in canonical form (RFC 8785)");
  const leaf = sha256(Buffer.concat([Buffer.of(0), Buffer.from(canonical)]));
  check(leaf.equals(readHash(claimed)), "the leaf hash is not SHA-256 of a zero byte and the event's text");
  return leaf;
}

/** RFC 8785. JSON.stringify writes numbers and texts as it demands; the order of names and half characters are left. */
function canonicalise(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(",")}]`;
  if (typeof value === "string") check(value.isWellFormed(), "the event's text holds half a character");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.keys(value).toSorted();
  return `{${members.map((name) => `${canonicalise(name)}:${canonicalise(value[name])}`).join(",")}}`;
}

// ---- The tree: RFC 6962 and RFC 9162, section 2.1

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest();
}

function hashNode(left, right) {
  return sha256(Buffer.concat([Buffer.of(1), left, right]));
}

/** Pairing neighbours and passing a lonely last one up gives the tree of the RFC. */
function hashTree(leaves) {
  let level = leaves;
  while (level.length > 1) {
    const pairs = [];
    for (let i = 0; i < level.length; i += 2)
      pairs.push(i + 1 < level.length ? hashNode(level[i], level[i + 1]) : level[i]);
    level = pairs;
  }
  return level[0] ?? sha256("");
}

function isIncluded(index, size, leaf, proof, root) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  const climb = (begin, end) => {
    if (end - begin === 1) return leaf;
    const split = begin + largestPowerBelow(end - begin);
    const inner = index < split ? climb(begin, split) : climb(split, end);
    const sibling = proof.shift();
    if (sibling === undefined || inner === undefined) return undefined;
    return index < split ? hashNode(inner, sibling) : hashNode(sibling, inner);
  };
  return climb(0, size)?.equals(root) === true && proof.length === 0;
}

/** Builds both roots from the same hashes; what lies right of the older tree counts for the newer root alone. */
function isConsistent(older, newer, proof) {
  if (older.size === 0 || older.size > newer.size) return false;
  const climb = (begin, end) => {
    if (end === older.size) {
      const shared = begin === 0 ? older.root : proof.shift();
      return shared && { before: shared, after: shared };
    }
    const split = begin + largestPowerBelow(end - begin);
    const inner = older.size <= split ? climb(begin, split) : climb(split, end);
    const sibling = proof.shift();
    if (sibling === undefined || inner === undefined) return undefined;
    if (older.size <= split) return { before: inner.before, after: hashNode(inner.after, sibling) };
    return { before: hashNode(sibling, inner.before), after: hashNode(sibling, inner.after) };
  };
  const found = climb(0, newer.size);
  return found !== undefined && proof.length === 0 && found.before.equals(older.root) && found.after.equals(newer.root);
}

function largestPowerBelow(count) {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

// ---- The checkpoint: c2sp.org/tlog-checkpoint in a note of c2sp.org/signed-note

function readTree({ checkpoint, key }, trust) {
  check(trust.keys.length === 0 || trust.keys.includes(key), "the file's key is not the one given with --key");
  return readNote(checkpoint, [key]);
}

/** For a checkpoint that comes without its key. */
function chooseKeys(trust, otherKey) {
  const keys = trust.keys.length === 0 && otherKey !== undefined ? [otherKey] : trust.keys;
  check(keys.length > 0, "the checkpoint cannot be checked without its key: give it with --key");
  return keys;
}

function readNote(note, keys) {
  const end = typeof note === "string" && note.endsWith("\n") ? note.lastIndexOf("\n\n") : -1;
  check(end >= 0, "the checkpoint is not a signed note");
  const text = note.slice(0, end + 1);
  const signatures = note.slice(end + 2, -1).split("\n");
  const signed = keys.some((key) => isSigned(text, signatures, readKey(key)));
  check(signed, "the checkpoint is not signed by its key in the name of its origin");
  const [origin, size, root, ...rest] = text.slice(0, -1).split("\n");
  check(rest.length === 0 && /^(0|[1-9]\d{0,15})$/.test(size), "the checkpoint is not origin, size and root");
  return { origin, size: Number(size), root: readHash(root) };
}

function isSigned(text, signatures, { name, id, publicKey }) {
  const mine = signatures.filter((line) => line.startsWith(`\u2014 ${name} `));
  const ours = mine
    .map((line) => readBase64(line.slice(name.length + 3)))
    .filter((bytes) => bytes.subarray(0, 4).equals(id));
  const genuine = ours.every((bytes) => verify(null, Buffer.from(text), publicKey, bytes.subarray(4)));
  return text.startsWith(`${name}\n`) && ours.length > 0 && genuine;
}

function readKey(key) {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? [];
  check(name !== undefined, "the key is not written as name+id+key");
  const bytes = readBase64(encoded);
  check(bytes.length === 33 && bytes[0] === 1, "the key is not an Ed25519 key");
  const computed = sha256(Buffer.concat([Buffer.from(`${name}\n`), bytes])).subarray(0, 4);
  check(computed.toString("hex") === id, "the key's id is not made of its name and bytes");
  const jwk = { kty: "OKP", crv: "Ed25519", x: bytes.subarray(1).toString("base64url") };
  return { name, id: computed, publicKey: createPublicKey({ key: jwk, format: "jwk" }) };
}

function describeTrust({ keys }, used) {
  if (keys.length > 0) return [];
  const advice = "The key came with the file. Compare it with the one you know, or give that with --key:";
  return [...new Set(used)].map((key) => `${advice} ${key}`);
}

// ---- Reading strictly: what can be written in two ways is refused, so that no byte can change unnoticed

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkMembers(what, value, names) {
  check(typeof value === "object" && value !== null, `${what} is not a JSON object`);
  const wanted = names.split(", ");
  const exact = Object.keys(value).length === wanted.length && wanted.every((name) => Object.hasOwn(value, name));
  check(exact, `${what} does not have exactly the members ${names}`);
}

function readHashes(list) {
  check(Array.isArray(list), "the proof is not a list of hashes");
  return list.map(readHash);
}

function readHash(text) {
  const bytes = readBase64(text);
  check(bytes.length === 32, "a hash is not 32 bytes");
  return bytes;
}

function readBase64(text) {
  const bytes = Buffer.from(String(text), "base64");
  check(bytes.toString("base64") === text, "a value is not plain base64");
  return bytes;
}
