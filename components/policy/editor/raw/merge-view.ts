import { yaml } from "@codemirror/lang-yaml";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { look, pageNonce } from "./look";

export type MergeView = EditorView;

const labels = { accept: "Keep mine", reject: "Take theirs" } as const;

/** My text, with what theirs has instead in front of each stretch. */
export function openMergeView(parent: HTMLElement, { mine, theirs }: { mine: string; theirs: string }): MergeView {
  return new EditorView({
    parent,
    doc: mine,
    extensions: [
      pageNonce(),
      lineNumbers(),
      EditorView.lineWrapping,
      yaml(),
      look,
      EditorView.contentAttributes.of({
        tabindex: "0",
        "aria-label": "Both texts",
        spellcheck: "false",
        translate: "no",
      }),
      unifiedMergeView({
        original: theirs,
        gutter: true,
        collapseUnchanged: { margin: 3, minSize: 6 },
        mergeControls: (type, act) => {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = labels[type];
          button.addEventListener("mousedown", (event) => event.preventDefault());
          button.addEventListener("click", act);
          return button;
        },
      }),
    ],
  });
}

/** The draft, read only, with what is live in front of each stretch that differs. */
export function openDiffView(parent: HTMLElement, { live, draft }: { live: string; draft: string }): MergeView {
  return new EditorView({
    parent,
    doc: draft,
    extensions: [
      pageNonce(),
      lineNumbers(),
      EditorView.lineWrapping,
      yaml(),
      look,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({
        tabindex: "0",
        "aria-label": "The draft against what is live",
        translate: "no",
      }),
      unifiedMergeView({
        original: live,
        gutter: true,
        collapseUnchanged: { margin: 3, minSize: 6 },
        mergeControls: false,
      }),
    ],
  });
}
