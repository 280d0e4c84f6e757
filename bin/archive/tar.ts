import { StartError } from "@/lib/core/start-error";

export type Entry = { name: string; content: Buffer };

const block = 512;
const longestEntry = 1024 ** 3;

export const endOfTar = Buffer.alloc(2 * block);

/** One file of a POSIX tar, so that an archive can be looked into with the tools everybody has. */
export function packEntry({ name, content }: Entry): Buffer {
  const header = Buffer.alloc(block);
  header.write(name, 0, 100);
  header.write("0000600\x000000000\x000000000\0", 100);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0${"0".repeat(11)}\0        0`, 124);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc(measurePadding(content.length))]);
}

export async function* readEntries(stream: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const source = createReader(stream);
  for (;;) {
    const header = await source.take(block);
    if (!header || header.every((byte) => byte === 0)) return;
    const { name, length } = readHeader(header);
    const content = await source.take(length);
    const rest = await source.take(measurePadding(length));
    if (!content || !rest) throw describeDamage();
    yield { name, content };
  }
}

function readHeader(header: Buffer): { name: string; length: number } {
  const text = (from: number, to: number): string => header.toString("latin1", from, to).replace(/\0.*$/s, "");
  const length = Number.parseInt(text(124, 136), 8);
  if (text(257, 262) !== "ustar" || !(length >= 0 && length <= longestEntry)) throw describeDamage();
  return { name: text(0, 100), length };
}

/** Hands out exactly as many bytes as asked for, or nothing when the stream ends before them. */
function createReader(stream: AsyncIterable<Buffer>): { take: (length: number) => Promise<Buffer | undefined> } {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let heldBytes = 0;
  return {
    async take(length) {
      while (heldBytes < length) {
        const next = await chunks.next();
        if (next.done === true) return undefined;
        held.push(next.value);
        heldBytes += next.value.length;
      }
      const all = Buffer.concat(held);
      held = [all.subarray(length)];
      heldBytes -= length;
      return all.subarray(0, length);
    },
  };
}

export function describeDamage(): StartError {
  return new StartError("The archive is damaged or was cut off.", "Take another copy of it. Nothing was restored.");
}

function measurePadding(length: number): number {
  return (block - (length % block)) % block;
}
