import { isCollection, isScalar } from "yaml";
import type { OldStyle, TextStyle } from "@/lib/policy/rules/changing/text/render";
import type { Splice } from "@/lib/policy/rules/changing/text/splices";
import type { Json } from "@/lib/policy/rules/snapshot";

/** The lines of an item of a list, and the column its dash stands in. */
export type WrittenItem = { readonly value: Json; readonly column: number; readonly text: string };

export type Rewriting = {
  readonly text: string;
  readonly style: TextStyle;
  /** Items that go on under another name: the new one, and what it was. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The item that is moved, where one is meant to be: the others stay. */
  readonly moved: string | undefined;
  /** Items as somebody else wrote them, by id or name: new ones are taken over with their comments. */
  readonly sources: readonly WrittenItem[];
  /** The changes inside of a value; undefined where all of it must be written anew. */
  readonly inside: (node: unknown, before: Json, after: Json) => Splice[] | undefined;
};

export function oldStyleOf(value: unknown): OldStyle {
  if (isScalar(value)) {
    const quotes = value.type === "QUOTE_SINGLE" ? "'" : value.type === "QUOTE_DOUBLE" ? '"' : undefined;
    return { quotes, block: value.type === "BLOCK_LITERAL" };
  }
  const isEmpty = isCollection(value) && value.items.length === 0;
  return isCollection(value) && !isEmpty ? { flow: value.flow === true } : {};
}
