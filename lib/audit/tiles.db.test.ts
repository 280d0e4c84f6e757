import { beforeAll, expect, test } from "vitest";
import { writeLeaf } from "@/lib/audit/merkle/hashing";
import { naiveRoot } from "@/lib/audit/merkle/testing/naive-tree";
import { sequenceBatch, sequenceOnce } from "@/lib/audit/sequencer";
import { recordEvents } from "@/lib/audit/testing/events";
import { expectWholeLog } from "@/lib/audit/testing/log-checks";
import { readTile, readTilePath, writeTilePath } from "@/lib/audit/tiles";
import { createSealer } from "@/lib/crypto/sealer";
import { sha256 } from "@/lib/crypto/sha256";
import { ensureSigningKeys } from "@/lib/crypto/signing-keys";
import { openTestDatabase } from "@/lib/db/testing/test-database";

const { db, owner } = await openTestDatabase();
const sealer = createSealer("a base key of thirty-two characters");
let leaves: Uint8Array<ArrayBuffer>[] = [];

beforeAll(async () => {
  await ensureSigningKeys(db, sealer);
  await recordEvents(db, 554);
  await sequenceOnce(db, { origin: "ambit.example", sealer });
  ({ leaves } = await expectWholeLog(owner));
});

const tile = async (path: string) => {
  const place = readTilePath(path);
  if (!place) throw new Error(`${path} is no tile`);
  return readTile(db, place);
};
const hashes = (bytes: Uint8Array<ArrayBuffer> | undefined) =>
  Array.from({ length: (bytes?.length ?? 0) / 32 }, (_, i) => bytes?.slice(i * 32, i * 32 + 32) ?? new Uint8Array());

test("the tiles of a log of 560 events give back its root", async () => {
  expect(leaves).toHaveLength(560);
  const bottom = await Promise.all([tile("tile/0/000"), tile("tile/0/001"), tile("tile/0/002.p/48")]);
  expect(bottom.flatMap(hashes)).toEqual(leaves);
  const [first, second] = bottom;
  const above = hashes(await tile("tile/1/000.p/2"));
  expect(above).toEqual([naiveRoot(hashes(first)), naiveRoot(hashes(second))]);
});

test("entries hash to the leaves of the tile of the same place", async () => {
  for (const [path, from, to] of [
    ["tile/entries/000", 0, 256],
    ["tile/entries/002.p/48", 512, 560],
  ] as const) {
    const bytes = (await tile(path)) ?? new Uint8Array();
    const found: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
      found.push(sha256(writeLeaf(bytes.slice(at + 2, at + 2 + length))));
      at += 2 + length;
    }
    expect(found).toEqual(leaves.slice(from, to));
  }
});

test("nothing is served that no checkpoint covers", async () => {
  const beyond = [
    "tile/0/002",
    "tile/0/002.p/49",
    "tile/0/003.p/1",
    "tile/1/000",
    "tile/1/000.p/3",
    "tile/2/000.p/1",
    "tile/63/000.p/1",
    "tile/entries/002",
  ];
  expect(await Promise.all(beyond.map(tile))).toEqual(beyond.map(() => undefined));
  await recordEvents(db, 1);
  await sequenceBatch(db);
  expect(await tile("tile/0/002.p/49")).toBeUndefined();
});

test("places are written as the standard writes them, and read in no other way", () => {
  expect(writeTilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
  expect(readTilePath("tile/0/x001/x234/067")).toEqual({ level: 0, index: 1_234_067, width: 256 });
  expect(readTilePath("tile/entries/000.p/1")).toEqual({ level: "entries", index: 0, width: 1 });
  expect(readTilePath("tile/63/999.p/255")).toEqual({ level: 63, index: 999, width: 255 });
  const bad = [
    "tile/64/000",
    "tile/00/000",
    "tile/0/0",
    "tile/0/x000/001",
    "tile/0/001/002",
    "tile/0/x001",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "/tile/0/000",
    "tile/0/000/",
    "tile/-1/000",
    "tile/0/000.p/",
    "checkpoint",
    "",
  ];
  expect(bad.filter((path) => readTilePath(path))).toEqual([]);
});
