import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { manifestSchema, sealSchema, type Manifest } from "@/bin/archive/manifest";
import { describeDamage, readEntries, type Entry } from "@/bin/archive/tar";
import { StartError, isStartError } from "@/lib/core/start-error";
import { openWithPassphrase } from "@/lib/crypto/passphrase";

export type Archive = {
  manifest: Manifest;
  secret: string;
  /** What is left: rows and jobs. Ends with an error unless the archive is whole. */
  rest: AsyncGenerator<Entry>;
};

/** Reads the head of an archive and opens its key; nothing of the installation is touched before both were right. */
export async function openArchive(file: string, passphrase: string): Promise<Archive> {
  if (!existsSync(file))
    throw new StartError(`There is no file ${file}.`, "Name the archive that npx ambit backup wrote.");
  const entries = checkSeal(readCompressed(file));
  const manifest = readManifest(await takeNext(entries, "manifest.json"));
  const key = await openWithPassphrase(await takeNext(entries, "secret.sealed"), passphrase);
  if (!key)
    throw new StartError("The passphrase does not open this archive's key.", "Give the one the backup was made with.");
  return { manifest, secret: new TextDecoder().decode(key), rest: entries };
}

async function* readCompressed(file: string): AsyncGenerator<Entry> {
  try {
    yield* readEntries(createReadStream(file).pipe(createGunzip()));
  } catch (error) {
    throw isStartError(error) ? error : describeDamage();
  }
}

async function* checkSeal(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const entry of entries) {
    if (entry.name === "seal.json") {
      const seal = sealSchema.parse(JSON.parse(entry.content.toString()));
      if (seal.entries === count && seal.sha256 === hash.digest("hex")) return;
      throw describeDamage();
    }
    hash.update(`${entry.name}\0`).update(entry.content);
    count++;
    yield entry;
  }
  throw describeDamage();
}

async function takeNext(entries: AsyncGenerator<Entry>, name: string): Promise<Buffer> {
  const next = await entries.next();
  if (next.done === true || next.value.name !== name)
    throw new StartError("This file is not an archive of Ambit.", "Name the archive that npx ambit backup wrote.");
  return next.value.content;
}

function readManifest(content: Buffer): Manifest {
  const parsed = manifestSchema.safeParse(JSON.parse(content.toString()));
  if (parsed.success) return parsed.data;
  throw new StartError(
    "The archive has a form this version does not know.",
    "Restore it with the version that made it, or a newer one.",
  );
}
