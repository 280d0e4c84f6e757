"use client";

import { lazy, Suspense, useMemo, useState } from "react";
import { scopeOf } from "@/components/policy/changes/scope";
import type { Action } from "@/components/shell/actions";
import { useActions } from "@/components/shell/page-actions";
import { announce } from "@/components/ui/announcer";
import { Banner } from "@/components/ui/banner";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { editPolicyText, type PolicyEdit } from "@/lib/policy/rules";
import { FaultList } from "./fault-list";
import { Panes } from "./panes";
import { SaveBar } from "./save-bar";
import type { Draft, EditorScope, Live } from "./state/scope";
import { BottomTabs } from "./tabs/bottom-tabs";
import { focusFirstFailing } from "./tabs/focus-tests";
import { useLanding } from "./tabs/use-landing";
import { noCall, type TriedCallText, writeCall } from "./trial/call";
import {
  type BottomTab,
  type Editor,
  EditorProvider,
  type OpenForm,
  type TextTarget,
  type View,
} from "./state/use-editor";
import { useLeaveGuard } from "./state/use-leave-guard";
import { roomyScreen, wideScreen } from "./state/use-media";
import { usePreview } from "./state/use-preview";
import { useSaving } from "./state/use-saving";
import { useText } from "./state/use-text";
import { useWorld } from "./state/use-world";

const Forms = lazy(async () => ({ default: (await import("./rule-form/forms")).Forms }));
const LiveBanner = lazy(async () => ({
  default: (await import("@/components/policy/changes/live/live-banner")).LiveBanner,
}));
const Conflict = lazy(async () => ({ default: (await import("./raw/conflict")).Conflict }));

type Props = {
  scope: EditorScope;
  draft: Draft;
  live: Live;
  /** What the draft was begun with, already open. */
  opening: OpenForm | null;
  onDeleted: () => void;
};

/** Sentences, raw text and Try it over one text; tests and findings below; what is not saved at the foot. */
export function Workspace({ scope, draft, live, opening, onDeleted }: Props) {
  const editor = useWorkspace({ scope, draft, live, opening });
  const { store, saving } = editor;
  const guard = useLeaveGuard(store.unsaved);
  useEditorKeys(editor);
  useLanding(editor);
  return (
    <EditorProvider editor={editor}>
      {!editor.mayWrite && (
        <Banner tone="neutral" edge="strip" title="You can read and try this, not write it.">
          Who can: {scope.writers}.
        </Banner>
      )}
      {saving.conflict && (
        <Suspense fallback={null}>
          <Conflict theirs={saving.conflict} />
        </Suspense>
      )}
      {hasLive(live) && (
        <Suspense fallback={null}>
          <LiveBanner scope={scopeOf(live)} />
        </Suspense>
      )}
      <FaultList />
      <Panes />
      <BottomTabs />
      <SaveBar onDeleted={onDeleted} />
      {editor.form && (
        <Suspense fallback={null}>
          <Forms form={editor.form} />
        </Suspense>
      )}
      <ConfirmDialog
        open={guard.asking}
        onOpenChange={(open) => !open && guard.stay()}
        title="Leave without saving?"
        confirmLabel="Leave"
        onConfirm={async () => guard.leave()}
      >
        What you wrote is not on the server. It is here again when you come back, until this tab is closed.
      </ConfirmDialog>
    </EditorProvider>
  );
}

/** Where nothing is live and nothing is on its way, one line beside the panes says so. */
function hasLive({ live_version: version, open_change: change }: Live): boolean {
  return version !== null || change !== null;
}

function useWorkspace({ scope, draft, live, opening }: Omit<Props, "onDeleted">): Editor {
  const store = useText(scope.key, draft);
  const { world, error: worldError } = useWorld(scope);
  const preview = usePreview(store.text, draft, world, scope.kind === "guardrails");
  const saving = useSaving(scope, store);
  const [target, setTarget] = useState<TextTarget | null>(null);
  const [form, openForm] = useState(opening);
  const [view, setView] = useState<View>(() => (matchMedia(roomyScreen).matches ? "both" : "sentences"));
  const [tab, setTab] = useState<BottomTab>("tests");
  const [call, setCall] = useState(() => beginCall(draft));
  const mayWrite = draft.abilities.includes("update");
  const faulty = preview.faults.length > 0;

  return {
    scope,
    draft,
    live,
    world,
    worldError,
    store,
    preview,
    saving,
    mayWrite,
    locked: mayWrite && faulty ? "Mend the text first: it cannot be read as it stands" : undefined,
    target,
    goTo: (line, column = 1, { from = "elsewhere", focus = false } = {}) =>
      setTarget((last) => ({ line, column, from, focus, stamp: (last?.stamp ?? 0) + 1 })),
    edit: (edits, done) => {
      const next = applyEdits(store.text, edits);
      if (!next.ok) {
        showToast({ title: "Nothing was changed", detail: next.detail, failed: true });
        return false;
      }
      store.put(next.text);
      announce(done);
      return true;
    },
    form,
    openForm,
    call,
    setCall,
    tryIt: (next) => {
      if (next) setCall(next);
      setView((now) => (matchMedia(wideScreen).matches ? now : "try"));
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-try-it]")?.focus());
    },
    view,
    setView,
    tab,
    setTab,
  };
}

function applyEdits(text: string, edits: readonly PolicyEdit[]): ReturnType<typeof editPolicyText> {
  let written: ReturnType<typeof editPolicyText> = { ok: true, text };
  for (const edit of edits) if (written.ok) written = editPolicyText(written.text, edit);
  return written;
}

/** Something to try from the start: the first test, or else the first action. */
function beginCall({ document }: Draft): TriedCallText {
  const [test] = document.tests;
  if (test) return writeCall(test);
  const action = document.rules.flatMap(({ actions }) => actions).find((name) => !name.includes("*"));
  return { ...noCall, action: action ?? "", intent: document.intents[0]?.id ?? "" };
}

function useEditorKeys({ store, saving, mayWrite, preview, tryIt, setTab }: Editor): void {
  const { save, busy } = saving;
  const maySave = mayWrite && store.unsaved && preview.faults.length === 0 && !busy;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: "policy-save",
        label: "Save the draft",
        group: "This page",
        keys: "mod+s",
        // Without anything to save the browser's own dialog is still kept away.
        run: () => maySave && save(),
      },
      {
        id: "policy-tests",
        label: "Go to the tests, the first that fails first",
        group: "This page",
        keys: "mod+enter",
        run: () => {
          setTab("tests");
          focusFirstFailing();
        },
      },
      {
        id: "policy-try",
        label: "Try a call",
        group: "This page",
        keys: "t",
        words: "action test",
        run: () => tryIt(),
      },
    ],
    [maySave, save, setTab, tryIt],
  );
  useActions(actions);
}
