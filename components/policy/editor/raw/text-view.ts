import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { look, pageNonce } from "./look";
import { findChange } from "./minimal-change";

export type TextMark = { line: number; column: number; detail: string; severity: "error" | "warning" };

type Given = {
  parent: HTMLElement;
  text: string;
  readOnly: boolean;
  describedBy: string;
  onType: (text: string) => void;
  /** The cursor came to another line by somebody's hand. */
  onLine: (line: number, column: number) => void;
};

/** What the page puts into the text is not told back to it as typed. */
const fromPage = Annotation.define<true>();
const showTarget = StateEffect.define<number>();

const targetLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, changes, state }) {
    const effect = effects.findLast((one) => one.is(showTarget));
    if (!effect) return marks.map(changes);
    const { from } = state.doc.lineAt(Math.min(effect.value, state.doc.length));
    return Decoration.set([Decoration.line({ class: "cm-target" }).range(from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The raw pane: YAML with its comments, or JSON. Tab indents; Escape and then Tab leaves. */
export function openTextView({ parent, text, readOnly, describedBy, onType, onLine }: Given): EditorView {
  let line = 1;
  // The page's own keys win over the editor's blank line.
  const keys = defaultKeymap.filter(({ key }) => key !== "Mod-Enter");
  return new EditorView({
    parent,
    doc: text,
    extensions: [
      pageNonce(),
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      history(),
      drawSelection(),
      bracketMatching(),
      indentUnit.of("  "),
      EditorView.lineWrapping,
      lintGutter(),
      yaml(),
      look,
      targetLine,
      keymap.of([...keys, ...historyKeymap, ...(readOnly ? [] : [indentWithTab])]),
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({
        // Known to be reached by keys, also to those who only look at attributes.
        tabindex: "0",
        "aria-label": "Policy as text",
        "aria-describedby": describedBy,
        spellcheck: "false",
        translate: "no",
      }),
      EditorView.updateListener.of((update) => {
        const isOurs = update.transactions.some((one) => one.annotation(fromPage) === true);
        if (update.docChanged && !isOurs) onType(update.state.doc.toString());
        const { head } = update.state.selection.main;
        const at = update.state.doc.lineAt(head);
        if (at.number === line) return;
        line = at.number;
        if (!isOurs) onLine(line, head - at.from + 1);
      }),
    ],
  });
}

/** Another pane changed the text: only what differs is exchanged. */
export function exchangeText(view: EditorView, before: string, after: string): void {
  const change = findChange(before, after);
  if (!change) return;
  const seen = EditorView.scrollIntoView(change.from, { y: "center" });
  view.dispatch({ changes: change, effects: seen, annotations: fromPage.of(true) });
}

export function showPlace(view: EditorView, place: { line: number; column: number }, focus: boolean): void {
  const line = view.state.doc.line(Math.min(Math.max(place.line, 1), view.state.doc.lines));
  const at = Math.min(line.from + place.column - 1, line.to);
  view.dispatch({
    selection: { anchor: at },
    effects: [EditorView.scrollIntoView(at, { y: "center" }), showTarget.of(at)],
    annotations: fromPage.of(true),
  });
  if (focus) view.focus();
}

export function showMarks(view: EditorView, marks: readonly TextMark[]): void {
  const { doc } = view.state;
  const diagnostics = marks
    .filter(({ line }) => line <= doc.lines)
    .map(({ line: number, column, detail, severity }): Diagnostic => {
      const line = doc.line(number);
      const from = Math.min(line.from + column - 1, line.to);
      return { from, to: Math.max(from, line.to), severity, message: detail };
    });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
