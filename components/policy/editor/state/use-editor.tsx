"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { PolicyEdit, World } from "@/lib/policy/rules";
import type { TriedCallText } from "../trial/call";
import type { Draft, EditorScope, Live } from "./scope";
import type { Preview } from "./use-preview";
import type { Saving } from "./use-saving";
import type { TextStore } from "./use-text";

/** A place of the text that both panes show; `stamp` makes the same place news. */
export type TextTarget = {
  readonly line: number;
  readonly column: number;
  readonly stamp: number;
  /** Where it was pointed at: the raw pane does not follow itself. */
  readonly from: "raw" | "elsewhere";
  /** The raw pane takes the focus as well. */
  readonly focus: boolean;
};

/** What is written in a form: one at a time. Without `at` it is new. */
export type OpenForm =
  | { readonly kind: "rule"; readonly at?: number; readonly effect?: "approve" | "ask" | "prohibit" }
  | { readonly kind: "intent"; readonly at?: number }
  | { readonly kind: "settings" }
  | { readonly kind: "observed" }
  | { readonly kind: "test"; readonly at?: number };

export type BottomTab = "tests" | "findings" | "replay" | "diff";
export type View = "sentences" | "both" | "raw" | "try";

export type Editor = {
  readonly scope: EditorScope;
  readonly draft: Draft;
  readonly live: Live;
  readonly world: World | undefined;
  readonly worldError: Error | null;
  readonly store: TextStore;
  readonly preview: Preview;
  readonly saving: Saving;
  readonly mayWrite: boolean;
  /** Why sentences and forms cannot write now. */
  readonly locked: string | undefined;
  readonly target: TextTarget | null;
  readonly goTo: (line: number, column?: number, more?: Partial<Pick<TextTarget, "from" | "focus">>) => void;
  /** Writes a change into the text; says so, and can be taken back. */
  readonly edit: (edits: readonly PolicyEdit[], done: string) => boolean;
  readonly form: OpenForm | null;
  readonly openForm: (form: OpenForm | null) => void;
  readonly call: TriedCallText;
  readonly setCall: (call: TriedCallText) => void;
  readonly tryIt: (call?: TriedCallText) => void;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly tab: BottomTab;
  readonly setTab: (tab: BottomTab) => void;
};

const Context = createContext<Editor | null>(null);

export function EditorProvider({ editor, children }: { editor: Editor; children: ReactNode }) {
  return <Context value={editor}>{children}</Context>;
}

/** What every part of the editor reads. */
export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error("useEditor needs an EditorProvider above it.");
  return editor;
}
