"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { lineAt } from "@/lib/policy/schema";
import { writeCall } from "../trial/call";
import type { Editor } from "../state/use-editor";
import { focusTest } from "./focus-tests";

/** An address may name a test by its place, as in `?test=3`: the editor opens there, with its call ready to be tried. */
export function useLanding({ preview, goTo, setTab, setCall }: Editor): void {
  const wanted = useSearchParams().get("test");
  const arrived = useRef(false);
  const { readable, tests } = preview;
  const ready = wanted !== null && readable !== undefined && tests !== null;

  const land = useEffectEvent(() => {
    const at = Number(wanted);
    const test = readable?.document.tests[at];
    if (arrived.current || !readable || !test) return;
    arrived.current = true;
    setTab("tests");
    setCall(writeCall(test));
    goTo(lineAt(readable.lines, `/tests/${at}`));
    focusTest(at);
    // Places move as the text does: a reload begins at the top again.
    history.replaceState(history.state, "", location.pathname);
  });

  useEffect(() => {
    if (ready) land();
  }, [ready]);
}
