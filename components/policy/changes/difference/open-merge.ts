import { yaml } from "@codemirror/lang-yaml";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { look, pageNonce } from "@/components/policy/editor/raw/look";

/** A text to be read: it takes the focus, and nothing that is typed. */
export function openText(parent: HTMLElement, text: string, label: string, more: Extension = []): EditorView {
  return new EditorView({
    parent,
    doc: text,
    extensions: [
      pageNonce(),
      lineNumbers(),
      EditorView.lineWrapping,
      yaml(),
      look,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-readonly": "true",
        tabindex: "0",
        spellcheck: "false",
        translate: "no",
      }),
      more,
    ],
  });
}

/** Two texts in one: what was taken out stands above what came in. */
export function openMerge(parent: HTMLElement, before: string, after: string, label: string): EditorView {
  const merge = unifiedMergeView({
    original: before,
    gutter: true,
    mergeControls: false,
    collapseUnchanged: { margin: 3, minSize: 6 },
  });
  return openText(parent, after, label, merge);
}
