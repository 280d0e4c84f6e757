"use client";

import { useMemo, useState } from "react";
import { CodeChip } from "@/components/policy/editor/sentences/pieces";
import { Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { AllowedIcon, DeniedIcon } from "@/components/ui/icons/states";
import { useNow } from "@/components/ui/use-now";
import { runTests, type TestResult } from "@/lib/policy/rules";
import type { PolicyChange, PolicyTest } from "@/lib/policy/schema";
import { outcomeWords } from "../words";
import { useChangeWorld } from "./use-change-world";

const atFirst = 20;

/** Each test with what came of it, those that fail first. */
export function TestRun({ change }: { change: PolicyChange }) {
  const { world, error } = useChangeWorld(change);
  const now = useNow() ?? 0;
  const { document } = change;
  const results = useMemo(
    () => (world && now > 0 ? runTests(document, world, new Date(now)) : null),
    [document, world, now],
  );
  const [all, setAll] = useState(false);
  if (!results) {
    return (
      <Section title="Tests">
        <p className="text-muted">{error ? `They did not run: ${error.message}` : "They are running."}</p>
      </Section>
    );
  }
  const rows = results.map((result, at) => ({ result, at, written: document.tests[at] }));
  const ordered = [...rows.filter(({ result }) => !result.passed), ...rows.filter(({ result }) => result.passed)];
  const failing = results.filter(({ passed }) => !passed).length;
  return (
    <Section title={describeRun(results.length, failing)} aside="Run here, on this page">
      {failing > 0 && (
        <p className="mb-2 text-muted">
          A change of which a test fails cannot go live: mend the draft and propose anew.
        </p>
      )}
      <ul aria-label="Tests" className="grid">
        {ordered.slice(0, all ? ordered.length : atFirst).map(({ result, at, written }) => (
          <TestRow key={at} result={result} written={written} />
        ))}
      </ul>
      {ordered.length > atFirst && !all && (
        <div className="pt-2">
          <Button onClick={() => setAll(true)}>Show all {ordered.length}</Button>
        </div>
      )}
    </Section>
  );
}

function describeRun(count: number, failing: number): string {
  if (failing > 0) return failing === 1 ? `1 of ${count} tests fails` : `${failing} of ${count} tests fail`;
  return count === 1 ? "1 of 1 test passes" : `${count} of ${count} tests pass`;
}

function TestRow({ result, written }: { result: TestResult; written: PolicyTest | undefined }) {
  const { name, passed, detail } = result;
  return (
    <li
      data-passed={passed}
      className="grid gap-x-4 gap-y-0.5 border-t border-hairline py-2 tablet:grid-cols-[5rem_minmax(0,1fr)]"
    >
      <Badge tone={passed ? "allow" : "deny"} icon={passed ? AllowedIcon : DeniedIcon}>
        {passed ? "Passes" : "Fails"}
      </Badge>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>{showHiddenCharacters(name)}</p>
        <p className="text-dense text-muted">
          {written && (
            <>
              <CodeChip text={written.action} /> must be {outcomeWords[written.expect]}.{" "}
            </>
          )}
          {passed ? "" : detail}
        </p>
      </div>
    </li>
  );
}
