import { importLimits } from "@/lib/imports/rules";
import type { Position } from "@/lib/imports/parse/json/node";

/** `lineLost` where a quote is out of place: then nothing of that line was kept. */
export type JsonFault = { line: number; column: number; words: string; lineLost?: true };

/**
 * Where the reader stands in a JSON text with comments. No fault repeats a piece of the text: in a broken file nobody can
 * tell a secret from a name.
 */
export class Scanner {
  readonly text: string;
  readonly faults: JsonFault[] = [];
  /** Lines in which something was passed over or is wrong. */
  readonly disturbed = new Set<number>();
  /** Lines in which a text is followed by another value at once: it may be the rest of that text. */
  readonly doubtful = new Set<number>();
  /** Where a comment begins: no fault here, but nothing that every reader of JSON takes. */
  readonly comments: number[] = [];
  at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  peek(): string | undefined {
    return this.text[this.at];
  }

  mark(): Position {
    return { start: this.at, end: this.at, line: this.#line, column: this.at - this.#lineStart + 1 };
  }

  /** One fault a line: what follows the first is mostly its echo. */
  report(words: string, place: Position = this.mark()): void {
    const { line, column } = place;
    this.disturbed.add(line);
    if (this.faults.at(-1)?.line === line || this.faults.length > importLimits.faultsPerFile) return;
    this.faults.push({ line, column, words });
    if (this.faults.length < importLimits.faultsPerFile) return;
    this.faults.push({ line, column, words: "this is one fault too many, so nothing after it was read" });
    this.at = this.text.length;
  }

  skipSpace(): void {
    for (;;) {
      const sign = this.peek();
      if (sign === "\n" || sign === "\r") this.#passLineEnd();
      else if (sign === " " || sign === "\t" || sign === "\uFEFF") this.at++;
      else if (sign !== "/" || !this.#skipComment()) return;
    }
  }

  #passLineEnd(): void {
    this.at += this.text.startsWith("\r\n", this.at) ? 2 : 1;
    this.#line++;
    this.#lineStart = this.at;
  }

  #skipComment(): boolean {
    const { line } = this.mark();
    if (this.text.startsWith("//", this.at)) {
      this.comments.push(line);
      while (this.at < this.text.length && !this.#atLineEnd()) this.at++;
      return true;
    }
    if (!this.text.startsWith("/*", this.at)) return false;
    this.comments.push(line);
    const close = this.text.indexOf("*/", this.at + 2);
    if (close === -1) this.report("a comment begins here and never ends");
    const end = close === -1 ? this.text.length : close + 2;
    while (this.at < end) {
      if (this.#atLineEnd()) this.#passLineEnd();
      else this.at++;
    }
    return true;
  }

  #atLineEnd(): boolean {
    const sign = this.peek();
    return sign === "\n" || sign === "\r";
  }

  /**
   * Passes what cannot be understood: up to a comma or a closing bracket of this level, or the end of the line. Brackets
   * in between are counted, not read, so depth costs nothing.
   */
  skipJunk(): void {
    let depth = 0;
    while (this.at < this.text.length) {
      this.disturbed.add(this.#line);
      const sign = this.text[this.at] ?? "";
      if (depth === 0 && (this.#atLineEnd() || ",}]".includes(sign))) return;
      if (this.#atLineEnd()) this.#passLineEnd();
      else if (sign === '"') this.#skipText();
      else {
        if ("{[".includes(sign)) depth++;
        if ("}]".includes(sign)) depth--;
        this.at++;
      }
    }
  }

  #skipText(): void {
    this.at++;
    while (this.at < this.text.length && !this.#atLineEnd()) {
      const sign = this.peek();
      this.at += sign === "\\" ? 2 : 1;
      if (sign === '"') return;
    }
  }
}
