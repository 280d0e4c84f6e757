/** The words of a command line as a shell would part them. What it would fill in stays as it is written. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
      else if (sign === "\\" && quote === '"' && /["\\$]/.test(line[at + 1] ?? ""))
        word = (word ?? "") + (line[++at] ?? "");
      else word = (word ?? "") + sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= "";
    } else if (sign === "\\" && at + 1 < line.length) word = (word ?? "") + (line[++at] ?? "");
    else if (/[\s;|&<>()]/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      if (/\S/.test(sign)) words.push(sign);
    } else word = (word ?? "") + sign;
  }
  return word === undefined ? words : [...words, word];
}
