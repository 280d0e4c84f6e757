import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { writeLeaf } from "@/lib/audit/merkle/hashing";
import { hashRange } from "@/lib/audit/merkle/tree";
import { verifyInclusion } from "@/lib/audit/merkle/verify";
import { growAll } from "@/lib/audit/merkle/testing/grown-tree";
import { sha256 } from "@/lib/crypto/sha256";

type Vector = {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  desc: string;
  wantErr: boolean;
};

const folder = path.join(process.env["AMBIT_CORPORA"] ?? "../shared/corpora", "merkle-inclusion");
const present = existsSync(folder);
const names = present
  ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"))
  : [];

describe.skipIf(!present)("the public inclusion vectors", () => {
  test("there are vectors of both kinds", () => {
    const wanted = names.map((name) => readVector(name).wantErr);
    expect(wanted.filter((wantErr) => !wantErr).length).toBeGreaterThanOrEqual(6);
    expect(wanted.filter(Boolean).length).toBeGreaterThanOrEqual(92);
  });

  test.each(names)("%s", async (name) => {
    const vector = readVector(name);
    const claim = {
      index: vector.leafIdx,
      size: vector.treeSize,
      leafHash: Buffer.from(vector.leafHash, "base64"),
      root: Buffer.from(vector.root, "base64"),
      proof: (vector.proof ?? []).map((hash) => Buffer.from(hash, "base64")),
    };
    expect(await verifyInclusion(claim, sha256)).toBe(!vector.wantErr);
  });
});

function readVector(name: string): Vector {
  return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Vector;
}

test("roots that Certificate Transparency publishes for its eight test leaves", () => {
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const leaves = inputs.map((hex) => sha256(writeLeaf(Buffer.from(hex, "hex"))));
  const roots = [
    "e3b0c442",
    "6e340b9c",
    "fac54203",
    "aeb6bcfe",
    "d37ee418",
    "4e3bbb1f",
    "76e67dad",
    "ddb89be4",
    "5dc9da79",
  ];
  const read = growAll(leaves);
  const found = roots.map((_, end) =>
    Buffer.from(hashRange({ begin: 0, end }, read, sha256))
      .toString("hex")
      .slice(0, 8),
  );
  expect(found).toEqual(roots);
});
