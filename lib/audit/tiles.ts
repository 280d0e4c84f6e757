import "server-only";
import { findCheckpoint } from "@/lib/audit/checkpoint";
import type { Database } from "@/lib/db/client";

/** C2SP tlog-tiles (c2sp.org/tlog-tiles): the tree in pieces of 256 hashes, eight levels high, and the entries under them. */
const full = 256;
const tilePath = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

export type TilePlace = { level: number | "entries"; index: number; width: number };

/** Reads `tile/<L>/<N>[.p/<W>]`. Only the one way the standard writes a place is read. */
export function readTilePath(path: string): TilePlace | undefined {
  const [, level = "", elements = "", partial] = tilePath.exec(path) ?? [];
  const index = Number(elements.replaceAll(/[x/]/g, ""));
  const width = partial === undefined ? full : Number(partial);
  const place: TilePlace = { level: level === "entries" ? "entries" : Number(level), index, width };
  if (width > full || (width === full && partial !== undefined) || writeTilePath(place) !== path) return undefined;
  return typeof place.level === "number" && place.level > 63 ? undefined : place;
}

export function writeTilePath({ level, index, width }: TilePlace): string {
  const groups =
    String(index)
      .padStart(Math.ceil(String(index).length / 3) * 3, "0")
      .match(/\d{3}/g) ?? [];
  const elements = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${elements}${width === full ? "" : `.p/${width}`}`;
}

/** The tile's bytes; undefined while the signed tree does not reach that far. */
export async function readTile(db: Database, place: TilePlace): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const checkpoint = await findCheckpoint(db);
  const level = place.level === "entries" ? 0 : place.level;
  const first = place.index * full;
  const end = first + place.width;
  if (!checkpoint || !Number.isSafeInteger(end * full ** level) || end * full ** level > checkpoint.treeSize)
    return undefined;
  const pieces =
    place.level === "entries" ? await readEntries(db, first, end) : await readHashes(db, level * 8, first, end);
  if (pieces.length !== place.width)
    throw new Error(`The stored log lacks a part of ${writeTilePath(place)}: it is damaged.`);
  return new Uint8Array(
    Buffer.concat(place.level === "entries" ? pieces.flatMap((entry) => [writeLength(entry), entry]) : pieces),
  );
}

async function readHashes(db: Database, level: number, first: number, end: number): Promise<Uint8Array[]> {
  const rows = await db.auditNode.findMany({
    where: { level, idx: { gte: first, lt: end } },
    orderBy: { idx: "asc" },
    select: { hash: true },
  });
  return rows.map(({ hash }) => hash);
}

async function readEntries(db: Database, first: number, end: number): Promise<Uint8Array[]> {
  const rows = await db.$queryRaw<{ canonical: string }[]>`
    select e.canonical from audit_log l join audit_events e on e.id = l.event_id
    where l.seq >= ${first}::bigint and l.seq < ${end}::bigint order by l.seq`;
  return rows.map(({ canonical }) => new TextEncoder().encode(canonical));
}

function writeLength(entry: Uint8Array): Uint8Array {
  if (entry.length > 0xffff) throw new Error("An event is longer than an entry of a tile can be.");
  return Uint8Array.of(entry.length >> 8, entry.length & 0xff);
}
