"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { IconButton } from "@/components/ui/icon-button";
import { BinIcon } from "@/components/ui/icons/actions";
import { AllowedIcon, DeniedIcon } from "@/components/ui/icons/states";
import type { PolicyTest } from "@/lib/policy/schema";
import type { PlacedTest } from "../state/preview";
import { CodeChip } from "../sentences/pieces";
import { LineButton } from "../sentences/rule-row";
import { writeCall } from "../trial/call";
import { useEditor } from "../state/use-editor";
import { expectWords } from "../words";
import { testListId } from "./focus-tests";

const atFirst = 100;

/** What must stay as it is. They run with every key. */
export function TestsTab() {
  const { preview, worldError } = useEditor();
  const [shown, setShown] = useState(atFirst);
  const { tests, readable } = preview;
  if (!readable) return <p className="text-muted">They run once the text can be read.</p>;
  if (!tests) {
    return <p className="text-muted">{worldError ? `They did not run: ${worldError.message}` : "They are running."}</p>;
  }
  const failing = tests.filter(({ passed }) => !passed);
  // What fails comes first; the text keeps its order.
  const ordered = [...failing, ...tests.filter(({ passed }) => passed)];
  return (
    <div className="grid gap-3">
      <p className="text-dense text-muted">
        {tests.length === 0
          ? "No test yet. Try a call, then keep it as a test: a change that would decide it otherwise is then seen at once."
          : "They run as you write. A change of which a test fails cannot go live."}
      </p>
      <ul
        id={testListId}
        aria-label="Tests"
        tabIndex={-1}
        data-failing={failing.length === 1 ? "1 test" : `${failing.length} tests`}
        className="rounded-control"
      >
        {ordered.slice(0, shown).map((test) => (
          <TestRow key={test.at} test={test} written={readable.document.tests[test.at]} />
        ))}
      </ul>
      {ordered.length > shown && (
        <div>
          <Button onClick={() => setShown(shown + 500)}>Show more of {ordered.length}</Button>
        </div>
      )}
    </div>
  );
}

function TestRow({ test, written }: { test: PlacedTest; written: PolicyTest | undefined }) {
  const { goTo, mayWrite, locked, edit, tryIt } = useEditor();
  const { name, passed, detail, line } = test;
  return (
    <li
      data-passed={passed}
      data-test={test.at}
      tabIndex={-1}
      className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] items-start gap-x-3 border-t border-hairline py-2 first:border-t-0"
    >
      <LineButton line={line} name={name} onPress={() => goTo(line)} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-x-3">
          <Badge tone={passed ? "allow" : "deny"} icon={passed ? AllowedIcon : DeniedIcon}>
            {passed ? "Passes" : "Fails"}
          </Badge>
          <span className="font-medium">{showHiddenCharacters(name)}</span>
        </p>
        <p className="mt-0.5 text-dense text-muted">
          {written && (
            <>
              <CodeChip text={written.action} /> must {expectWords[written.expect]}.{" "}
            </>
          )}
          {passed ? "" : detail}
        </p>
      </div>
      <div className="flex items-center gap-1">
        {written && (
          <Button size="small" onClick={() => tryIt(writeCall(written))}>
            Try<span className="sr-only"> {name}</span>
          </Button>
        )}
        {mayWrite && (
          <IconButton
            icon={BinIcon}
            size="small"
            label={`Delete ${name}`}
            aria-disabled={locked !== undefined || undefined}
            onClick={() =>
              locked === undefined &&
              edit([{ kind: "remove", part: "tests", id: name }], `${name} deleted. Undo takes it back`)
            }
          />
        )}
      </div>
    </li>
  );
}
