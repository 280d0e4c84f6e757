"use client";

import { useEffect, useState } from "react";
import type { Draft } from "./scope";

/** What was not saved when a draft was left: it is there again on coming back, after a reload too, until the tab closes. */
const left = {
  get: (key: string): (Base & { text: string }) | undefined => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(`policy ${key}`) ?? "null") as (Base & { text: string }) | null;
      return kept ?? undefined;
    } catch {
      return undefined;
    }
  },
  set: (key: string, kept: Base & { text: string }): void => {
    try {
      sessionStorage.setItem(`policy ${key}`, JSON.stringify(kept));
    } catch {
      // Too large for this browser to keep, or nothing may be kept: leaving asks first all the same.
    }
  },
  delete: (key: string): void => sessionStorage.removeItem(`policy ${key}`),
};

type Base = { readonly saved: string; readonly version: number };
/** A change made by a press, which can be taken back while nothing else was written. */
export type Step = { readonly before: string; readonly after: string };

const mostSteps = 100;

/** The one truth of the editor: the text. Sentences, forms and the raw pane all write it and all read it. */
export function useText(key: string, draft: Draft) {
  const [found] = useState(() => left.get(key));
  const [base, setBase] = useState<Base>(found ?? { saved: draft.text, version: draft.version });
  const [text, setText] = useState(found?.text ?? draft.text);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const unsaved = text !== base.saved;

  // What somebody else saved is taken over while nothing of one's own would be lost.
  if (!unsaved && draft.version > base.version) {
    setBase({ saved: draft.text, version: draft.version });
    setText(draft.text);
    setSteps([]);
  }

  useEffect(() => {
    if (unsaved) left.set(key, { text, ...base });
    else left.delete(key);
  }, [key, text, base, unsaved]);

  const last = steps.at(-1);
  return {
    text,
    base,
    unsaved,
    returned: found !== undefined,
    type: setText,
    /** A change by a press. */
    put: (next: string) => {
      setSteps([...steps.slice(1 - mostSteps), { before: text, after: next }]);
      setText(next);
    },
    undo:
      last?.after === text
        ? () => {
            setSteps(steps.slice(0, -1));
            setText(last.before);
          }
        : undefined,
    /** After it was saved: what was written meanwhile stays unsaved. */
    keep: (saved: string, version: number) => setBase({ saved, version }),
    replace: (next: string, saved: string, version: number) => {
      setBase({ saved, version });
      setText(next);
      setSteps([]);
    },
    forget: () => left.delete(key),
  };
}

export type TextStore = ReturnType<typeof useText>;
