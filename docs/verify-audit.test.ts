import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { verifyFile } from "@/docs/verify-audit.mjs";
import { writeLeaf } from "@/lib/audit/merkle/hashing";
import { listConsistencyRanges, listInclusionRanges, type LeafRange } from "@/lib/audit/merkle/subtrees";
import { growAll } from "@/lib/audit/merkle/testing/grown-tree";
import { hashRange } from "@/lib/audit/merkle/tree";
import type { ConsistencyBundle, InclusionBundle } from "@/lib/audit/proofs";
import { writeCanonical } from "@/lib/crypto/canonical";
import { sha256 } from "@/lib/crypto/sha256";
import { signNote, writeVerifierKey } from "@/lib/crypto/signed-note";

const count = 11;
const events = Array.from({ length: count }, (_, n) => ({
  id: `evt_${n}`,
  at: "2026-11-21T09:41:07.482Z",
  data: { n, ü: ['"', 0.5, null], a: { b: [] } },
}));
const texts = events.map(writeCanonical);
const leaves = texts.map((text) => sha256(writeLeaf(new TextEncoder().encode(text))));
const read = growAll(leaves);
const hash = (range: LeafRange) => base64(hashRange(range, read, sha256));
const base64 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("base64");
const log = makeKey("ambit.example");
const stranger = makeKey("ambit.example");

function makeKey(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = { name, publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url") };
  return {
    sign: (size: number, root = hash({ begin: 0, end: size }), origin = name) =>
      signNote(`${origin}\n${size}\n${root}\n`, key, privateKey),
    key: writeVerifierKey(key),
  };
}

function proveEvent(index: number, size = count): InclusionBundle {
  return {
    format: "ambit.audit-inclusion/1",
    canonical: texts[index] ?? "",
    leaf_hash: base64(leaves[index]),
    leaf_index: index,
    tree_size: size,
    proof: listInclusionRanges(index, size).map(hash),
    checkpoint: log.sign(size),
    key: log.key,
  };
}

function proveGrowth(older: number, newer: number): ConsistencyBundle {
  const tree = (size: number) => ({ checkpoint: log.sign(size), key: log.key });
  return {
    format: "ambit.audit-consistency/1",
    older: tree(older),
    newer: tree(newer),
    proof: listConsistencyRanges(older, newer).map(hash),
  };
}

const lines = texts.map((canonical, seq) => ({ seq, id: `evt_${seq}`, canonical, leaf_hash: base64(leaves[seq]) }));
const writeExport = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

const trust = { keys: [log.key], older: undefined as string | undefined };
const judge = (file: object | string, options = trust): string => {
  try {
    return String(verifyFile(typeof file === "string" ? file : JSON.stringify(file), options)[0]);
  } catch (error) {
    return `FAILED: ${(error as Error).message}`;
  }
};

test("true proofs of every event in every tree, and between any two trees", { timeout: 30_000 }, () => {
  for (let size = 1; size <= count; size++) {
    for (let index = 0; index < size; index++) expect(judge(proveEvent(index, size))).toMatch(/^OK: the event/);
    for (let older = 1; older <= size; older++) expect(judge(proveGrowth(older, size))).toMatch(/^OK: the log/);
  }
});

describe("any one changed byte is noticed", { timeout: 30_000 }, () => {
  const blank = /[\s]/;
  test.each<[string, string]>([
    ["an inclusion bundle", JSON.stringify(proveEvent(6))],
    ["an inclusion bundle as a person would print it", `${JSON.stringify(proveEvent(6), null, 2)}\n`],
    ["a consistency bundle", JSON.stringify(proveGrowth(7, 11))],
    ["an export with its checkpoint", writeExport(lines)],
  ])("in %s", (_, file) => {
    const options = file.startsWith('{"seq"')
      ? { keys: [log.key], older: log.sign(count) }
      : { keys: [], older: undefined };
    expect(judge(file, options)).toMatch(/^OK/);
    const bytes = new Uint8Array(Buffer.from(file));
    for (let at = 0; at < bytes.length; at++) {
      // Each bit in turn, and the one between upper and lower case.
      for (const change of [1 << (at % 8), 32]) {
        const byte = (bytes[at] ?? 0) ^ change;
        // Blanks between values may be any blanks.
        if (blank.test(String.fromCharCode(bytes[at] ?? 0)) && blank.test(String.fromCharCode(byte))) continue;
        const changed = decode(bytes.with(at, byte));
        if (changed !== undefined)
          expect(judge(changed, options), `byte ${at} (${file.slice(at - 10, at + 10)}) ^ ${change}`).toMatch(
            /^FAILED/,
          );
      }
    }
  });
});

/** What is no UTF-8 does not come past the reading of the file. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

test.each<[string, Partial<Record<keyof InclusionBundle, unknown>>, RegExp]>([
  ["another event", { canonical: texts[5] }, /leaf hash/],
  ["the same event in another order of names", { canonical: '{"id":"evt_6","at":"x"}' }, /canonical form/],
  ["another event with its own leaf", { canonical: texts[5], leaf_hash: base64(leaves[5]) }, /inclusion proof/],
  ["another place", { leaf_index: 5 }, /inclusion proof/],
  ["a place outside the tree", { leaf_index: 11 }, /inclusion proof/],
  ["another size", { tree_size: 10 }, /tree size/],
  ["a shorter proof", { proof: proveEvent(6).proof.slice(1) }, /inclusion proof/],
  ["a longer proof", { proof: [...proveEvent(6).proof, base64(leaves[0])] }, /inclusion proof/],
  ["no proof", { proof: null }, /list of hashes/],
  ["a root that the log never signed", { checkpoint: log.sign(11, base64(leaves[0])) }, /inclusion proof/],
  ["a stranger's signature", { checkpoint: stranger.sign(11) }, /not signed by/],
  ["a stranger's signature and key", { checkpoint: stranger.sign(11), key: stranger.key }, /--key/],
  [
    "a checkpoint of another log by the same key",
    { checkpoint: log.sign(11, undefined, "other.example") },
    /in the name of/,
  ],
  ["something added", { extra: 1 } as object, /exactly the members/],
])("a bundle with %s fails at that step", (_, change, step) => {
  expect(judge({ ...proveEvent(6), ...change })).toMatch(step);
});

test("a log that signed an older tree which the newer one does not begin with is found out", () => {
  for (let size = 2; size <= count; size++) {
    for (let older = 1; older <= size; older++) {
      const proof = proveGrowth(older, size);
      const rewritten = { checkpoint: log.sign(older, base64(leaves[10])), key: log.key };
      expect(judge({ ...proof, older: rewritten })).toMatch(/consistency proof does not lead/);
    }
  }
});

test("a checkpoint kept from earlier is held against the file", () => {
  const rewritten = log.sign(7, base64(leaves[0]));
  expect(judge(proveGrowth(7, 11), { ...trust, older: log.sign(7) })).toMatch(/^OK/);
  expect(judge(proveGrowth(7, 11), { ...trust, older: rewritten })).toMatch(/two histories/);
  expect(judge(proveGrowth(7, 11), { ...trust, older: log.sign(6) })).toMatch(/consistency proof from 6/);
  expect(judge(proveGrowth(7, 11), { ...trust, older: stranger.sign(7) })).toMatch(/not signed by/);
  expect(judge(proveEvent(6), { ...trust, older: log.sign(11) })).toMatch(/^OK/);
  expect(judge(proveEvent(6), { ...trust, older: log.sign(11, base64(leaves[0])) })).toMatch(/two histories/);
  expect(judge(proveEvent(6), { ...trust, older: log.sign(7) })).toMatch(/consistency proof from/);
  expect(judge(writeExport(lines), { ...trust, older: rewritten })).toMatch(/not the ones/);
  expect(judge(writeExport(lines.slice(0, 6)), { ...trust, older: log.sign(7) })).toMatch(/only 6/);
});

test("an export names its first broken record", () => {
  const broken = lines.map((line) =>
    line.seq === 4 || line.seq === 8 ? { ...line, canonical: line.canonical.replace("09:41", "09:42") } : line,
  );
  expect(judge(writeExport(broken))).toMatch(/^FAILED: record 5 \(seq 4\): the leaf hash/);
  expect(judge(writeExport(lines.toSpliced(3, 0, ...lines.slice(2, 3))))).toMatch(
    /^FAILED: record 4 \(seq 2\): it does not follow/,
  );
  expect(judge(writeExport([{ ...lines[0], id: "evt_1" }]))).toMatch(/record 1 \(seq 0\): its id/);
  expect(judge(writeExport(lines).slice(0, -1))).toMatch(/cut off/);
  expect(judge("")).toMatch(/empty/);
  expect(judge(writeExport(lines))).toMatch(/OK: 11 events, from the first on and without a gap/);
  expect(judge(writeExport(lines.toSpliced(3, 1)))).toMatch(/OK: 10 events, a selection/);
  expect(judge(writeExport(lines.toSpliced(3, 1)), { ...trust, older: log.sign(7) })).toMatch(/selection/);
});

describe("on the command line", { timeout: 30_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "verify-audit-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = path.resolve("docs/verify-audit.mjs");
  const write = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content);
    return name;
  };

  test("it says what was shown and ends with 0, also far from the repository", () => {
    const file = write("proof.json", JSON.stringify(proveEvent(6)));
    const print = (...args: string[]) =>
      execFileSync(process.execPath, [script, ...args], { cwd: folder, encoding: "utf8" });
    expect(print(file, "--key", log.key)).toBe(
      "OK: the event evt_6 is leaf 6 of the 11 that ambit.example signed for.\n",
    );
    expect(print(file)).toContain(
      `The key came with the file. Compare it with the one you know, or give that with --key: ${log.key}`,
    );
    expect(
      print(
        write("growth.json", JSON.stringify(proveGrowth(7, 11))),
        "--key",
        log.key,
        "--older",
        write("kept.txt", log.sign(7)),
      ),
    ).toMatch(/^OK/);
  });

  test("it says what failed and ends with 1", () => {
    const fail = (...args: string[]) => {
      const { status, stdout } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: "utf8" });
      expect(status).toBe(1);
      return stdout;
    };
    expect(fail(write("bad.json", JSON.stringify({ ...proveEvent(6), leaf_index: 5 })))).toMatch(
      /^FAILED: the inclusion proof/,
    );
    expect(fail("nowhere.json")).toMatch(/^FAILED: ENOENT/);
    expect(fail()).toMatch(/^FAILED: usage/);
    expect(fail("a", "--unknown")).toMatch(/^FAILED: Unknown option/);
  });
});
