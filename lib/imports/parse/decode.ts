/** A line that could not be read as text; the rest of the text is sound. */
export type Decoded = { text: string; badLine?: number; refusal?: string };

/** Files of other programs: UTF-8, with or without its mark, or UTF-16 with one. Never throws. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeWide(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeWide(bytes, "utf-16be");
  if (bytes.subarray(0, 1024).includes(0)) {
    return { text: "", refusal: "it holds zero bytes, so it is no text. Save it as UTF-8" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder("utf-8").decode(bytes), badLine: findBadLine(bytes) };
  }
}

function decodeWide(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  const at = text.indexOf("\uFFFD");
  return at === -1 ? { text } : { text, badLine: text.slice(0, at).split("\n").length };
}

/** No byte of a longer UTF-8 sequence is a line feed, so lines can be tried one by one. */
function findBadLine(bytes: Uint8Array): number {
  const strict = new TextDecoder("utf-8", { fatal: true });
  for (let line = 1, start = 0; start <= bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      strict.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return 1;
}
