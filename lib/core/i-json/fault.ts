export type IJsonFault = {
  code:
    | "not_utf8"
    | "byte_order_mark"
    | "not_json"
    | "duplicate_field"
    | "invalid_character"
    | "invalid_number"
    | "too_deep";
  detail: string;
  /** In bytes, from 0. */
  offset: number;
  /** From 1; `\n`, `\r\n` and `\r` end a line. */
  line: number;
  /** In code points, from 1. */
  column: number;
};

const encoder = new TextEncoder();

/** A fault that stands right after the text given, which is everything before it. */
export function writeFault(code: IJsonFault["code"], detail: string, before: string): IJsonFault {
  const lines = before.split(/\r\n|\n|\r/);
  const column = Array.from(lines.at(-1) ?? "").length + 1;
  return { code, detail, offset: encoder.encode(before).length, line: lines.length, column };
}
