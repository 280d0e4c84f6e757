import { isMap, parseDocument } from "yaml";
import { isMembers, policyParts } from "@/lib/policy/rules/changing/content";
import { renderBlock, renderJson, type TextStyle } from "@/lib/policy/rules/changing/text/render";
import { rewriteNode } from "@/lib/policy/rules/changing/text/rewrite";
import { readItems } from "@/lib/policy/rules/changing/text/block-list";
import type { Rewriting, WrittenItem } from "@/lib/policy/rules/changing/text/rewriting";
import { applySplices } from "@/lib/policy/rules/changing/text/splices";
import type { Json } from "@/lib/policy/rules/snapshot";

export type Written = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string };

export type RewriteIntent = Pick<Rewriting, "renamed" | "moved" | "sources">;

const mark = "\uFEFF";

/** The text, changed only where the document it says differs from the one it is to say. */
export function rewriteText(text: string, before: Json, after: Json, intent: RewriteIntent): Written {
  const hasMark = text.startsWith(mark);
  const bare = hasMark ? text.slice(mark.length) : text;
  const style = styleOf(bare);
  const node = parse(bare);
  const rewriting: Rewriting = {
    text: bare,
    style,
    ...intent,
    inside: (inner, was, is) => rewriteNode(rewriting, inner, was, is),
  };
  const splices = rewriting.inside(node, before, after);
  const written = splices ? applySplices(bare, splices) : writeAnew(bare, style, before, after);
  if (written === undefined) {
    return { ok: false, detail: "The policy is written in a way that cannot be changed here. Change the text itself." };
  }
  return { ok: true, text: (hasMark ? mark : "") + written };
}

function parse(text: string): unknown {
  return parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    keepSourceTokens: true,
  }).contents;
}

/** The rules, intents and tests of a text as they are written there, comments included. */
export function readWritten(text: string, value: Json): WrittenItem[] {
  const bare = text.startsWith(mark) ? text.slice(mark.length) : text;
  const node = parse(bare);
  if (!isMembers(value) || !isMap(node)) return [];
  return policyParts.flatMap((part) => {
    const list = Object.hasOwn(value, part) ? value[part] : undefined;
    return Array.isArray(list) ? readItems(bare, node.get(part), list) : [];
  });
}

/** Nothing but comments stood there, or nothing of it is to be left but those between its members. JSON has none to lose. */
function writeAnew(text: string, style: TextStyle, before: Json, after: Json): string | undefined {
  if (style.json) return renderJson(after, style, "") + (text.endsWith("\n") ? style.eol : "");
  const lines = Object.keys(isMembers(after) ? after : {}).length > 0 ? renderBlock(after, 0) : [];
  const body = lines.map((line) => line + style.eol).join("");
  if (!isMembers(before)) return undefined;
  if (Object.keys(before).length > 0) {
    const stays = isMembers(after) && Object.keys(before).some((name) => Object.hasOwn(after, name));
    if (stays) return undefined;
    const comments = text.split(/\r?\n/).filter((line) => line.startsWith("#"));
    return comments.map((line) => line + style.eol).join("") + body;
  }
  const kept = text.replace(/^(?:\{\s*\}|null|~)[ \t]*/m, "");
  return kept + (kept === "" || kept.endsWith("\n") ? "" : style.eol) + body;
}

export function convertText(text: string, value: Json, format: "yaml" | "json"): Written {
  const { json, eol } = styleOf(text);
  if ((format === "json") === (json !== undefined)) return { ok: true, text };
  if (format === "json") {
    return { ok: true, text: renderJson(value, { eol, json: { unit: "  ", keepsShortLists: true } }, "") + eol };
  }
  const isEmpty = !isMembers(value) || Object.keys(value).length === 0;
  return { ok: true, text: isEmpty ? "" : renderBlock(value, 0).join(eol) + eol };
}

export function styleOf(text: string): TextStyle {
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  if (!/^\uFEFF?\s*\{/.test(text) || !isJson(text)) return { eol, json: undefined };
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? (text.includes("\n") ? "  " : "");
  return { eol, json: { unit, keepsShortLists: /\[[^\]\s]/.test(text) } };
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replace(mark, ""));
    return isMembers(value);
  } catch {
    return false;
  }
}
