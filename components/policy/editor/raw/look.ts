import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The tokens of the design system: light and dark come with them. */
const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--fg)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "2px solid var(--line-focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.25rem", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--fg)" },
  ".cm-cursor": { borderLeftColor: "var(--fg)" },
  ".cm-line": { padding: "0 0.75rem 0 0.5rem" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--fg-subtle)",
    border: "none",
    fontVariantNumeric: "tabular-nums",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.5rem", padding: "0 0.5rem 0 0.25rem" },
  ".cm-gutter-lint": { width: "1rem" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0.125rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--row-hover)" },
  ".cm-activeLineGutter": { color: "var(--fg)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
    backgroundColor: "color-mix(in srgb, var(--line-focus) 22%, transparent)",
  },
  ".cm-target": { backgroundColor: "var(--row-selected)", boxShadow: "inset 3px 0 0 var(--line-focus)" },
  ".cm-matchingBracket": { backgroundColor: "var(--fill)", outline: "1px solid var(--line-control)" },
  ".cm-tooltip": {
    backgroundColor: "var(--bg-overlay)",
    color: "var(--fg)",
    border: "1px solid var(--line-button)",
    borderRadius: "0.5rem",
    fontFamily: "var(--font-sans)",
    maxWidth: "26rem",
  },
  ".cm-diagnostic": { padding: "0.375rem 0.625rem", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--deny-border)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--pending-border)" },
  ".cm-changedText": { background: "color-mix(in srgb, var(--allow-border) 30%, transparent)" },
  ".cm-changedLine, .cm-inlineChangedLine": { backgroundColor: "var(--allow-bg)" },
  ".cm-deletedChunk": { backgroundColor: "var(--deny-bg)", paddingLeft: "0.5rem" },
  ".cm-deletedChunk .cm-deletedText, .cm-deletedText": {
    background: "color-mix(in srgb, var(--deny-border) 30%, transparent)",
    textDecoration: "none",
  },
  ".cm-deletedChunk .cm-chunkButtons": { position: "static", padding: "0.25rem 0" },
  ".cm-chunkButtons button": {
    font: "500 0.75rem/1rem var(--font-sans)",
    minHeight: "1.5rem",
    padding: "0 0.5rem",
    marginInlineEnd: "0.375rem",
    color: "var(--fg)",
    backgroundColor: "var(--bg-surface)",
    border: "1px solid var(--line-button)",
    borderRadius: "0.375rem",
    cursor: "pointer",
  },
  ".cm-collapsedLines": { color: "var(--fg-muted)", background: "var(--bg-sunken)", padding: "0.25rem 0.75rem" },
});

const words = HighlightStyle.define([
  { tag: tags.comment, color: "var(--fg-subtle)", fontStyle: "italic" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--info-fg)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--fg)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.keyword], color: "var(--stepup-fg)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.squareBracket, tags.brace], color: "var(--fg-subtle)" },
]);

export const look: Extension = [theme, syntaxHighlighting(words)];

/** The page admits no style element without it; every script of the page carries it. */
export function pageNonce(): Extension {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  return nonce === undefined || nonce === "" ? [] : EditorView.cspNonce.of(nonce);
}
