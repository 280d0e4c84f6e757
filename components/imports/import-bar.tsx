"use client";

import { Failure } from "@/components/account/failure";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Kbd } from "@/components/ui/kbd";
import { Progress } from "@/components/ui/progress";
import { useModifierName } from "@/components/shell/rail/palette-button";
import { buildUrl } from "@/lib/http/client";
import { importOperations } from "@/lib/imports/operations";
import type { Import } from "@/lib/imports/schema";
import type { Route } from "next";
import type { ImportWork } from "./use-import";
import { countOf, describePlan, describeResults } from "./words";

/** What the next press does, at the foot of the page where the thumb is. */
export function ImportBar({ work, onAgain }: { work: ImportWork; onAgain: () => void }) {
  const { current } = work;
  return (
    <div className="sticky bottom-3 z-10 mb-5 grid gap-2 rounded-card border border-button bg-overlay px-4 py-2 shadow-overlay max-tablet:bottom-[calc(3.5625rem+env(safe-area-inset-bottom))]">
      <Failure error={work.check.error ?? work.run.error} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {current?.state === "running" ? (
          <div className="min-w-0 flex-1">
            <Progress label="Importing" value={current.done} max={current.total} />
          </div>
        ) : (
          <>
            <p className="min-w-0 flex-1 basis-48 font-medium" data-testid="import-summary">
              {current ? describeResults(current) : `${countOf(work.agents.length, "agent", "agents")} to check`}
              <span className="block text-small font-normal text-subtle">{explain(current, work.waiting)}</span>
            </p>
            <Steps work={work} onAgain={onAgain} />
          </>
        )}
      </div>
    </div>
  );
}

function explain(current: Import | undefined, waiting: number): string {
  if (waiting > 0 && current?.state !== "finished") {
    const who = countOf(waiting, "agent is", "agents are");
    return `${who} of a project that cannot be called so, and will not be imported.${current ? "" : " Nothing has left your browser yet."}`;
  }
  if (!current)
    return "Nothing has left your browser yet. Checking sends names, tools and servers; no value of env or headers.";
  if (current.state === "checked") return "Nothing is changed yet.";
  if (current.state === "failed")
    return `${current.reason ?? "It was stopped."} Rows without a result were not imported and can be run again.`;
  return "Each new agent is a draft until its owner and deputy accepted.";
}

function StepKey() {
  const modifier = useModifierName();
  return (
    <span aria-hidden className="max-tablet:hidden">
      {modifier !== "" && <Kbd>{modifier}↵</Kbd>}
    </span>
  );
}

/** The main action of where one is; Cmd or Ctrl with Enter presses it from anywhere on the page. */
export function nextStep(work: ImportWork): (() => void) | undefined {
  const { current } = work;
  if (work.check.busy || work.run.busy || work.agents.length === 0) return undefined;
  if (!current) return work.startCheck;
  return current.state === "checked" && current.plans.create + current.plans.update > 0
    ? () => work.startRun()
    : undefined;
}

function Steps({ work, onAgain }: { work: ImportWork; onAgain: () => void }) {
  const { current } = work;
  if (!current) {
    return (
      <Button
        variant="primary"
        busy={work.check.busy}
        busyText="Checking…"
        disabledReason={
          work.agents.length > 0 ? undefined : work.waiting > 0 ? "Name the project first" : "No agent is chosen"
        }
        onClick={work.startCheck}
      >
        Check {countOf(work.agents.length, "agent", "agents")}
        <StepKey />
      </Button>
    );
  }
  if (current.state === "checked") {
    const changes = current.plans.create + current.plans.update;
    return (
      <>
        {current.plans.error > 0 && <ReasonsLink id={current.id} query={{ plan: ["error"] }} />}
        <Button
          variant="primary"
          busy={work.run.busy}
          busyText="Starting…"
          disabledReason={changes === 0 ? "There is nothing to change" : undefined}
          onClick={() => work.startRun()}
        >
          {changes === 0 ? "Import" : describePlan({ ...current, plans: { ...current.plans, error: 0, unchanged: 0 } })}
          <StepKey />
        </Button>
      </>
    );
  }
  return <Afterwards work={work} current={current} onAgain={onAgain} />;
}

function Afterwards({ work, current, onAgain }: { work: ImportWork; current: Import; onAgain: () => void }) {
  const failed = [...work.byKey.values()].filter(({ result }) => result === "failed").map(({ number }) => number);
  const open = current.state === "failed" && current.done < current.total;
  return (
    <>
      {current.results.failed + current.results.skipped > 0 && (
        <ReasonsLink id={current.id} query={{ result: ["failed", "skipped"] }} />
      )}
      <Button onClick={onAgain}>Import more</Button>
      {failed.length > 0 && (
        <Button variant="primary" busy={work.run.busy} busyText="Starting…" onClick={() => work.startRun(failed)}>
          Retry {countOf(failed.length, "failed row", "failed rows")}
        </Button>
      )}
      {open && (
        <Button variant="primary" busy={work.run.busy} busyText="Starting…" onClick={() => work.startRun()}>
          Run the rest
        </Button>
      )}
      {failed.length === 0 && !open && (
        <ButtonLink href="/agents" variant="primary">
          See agents
        </ButtonLink>
      )}
    </>
  );
}

function ReasonsLink({ id, query }: { id: string; query: Record<string, string[]> }) {
  const href = buildUrl(importOperations.listImportRows, { params: { id }, query: { ...query, format: "csv" } });
  return (
    <ButtonLink href={href as Route} download>
      Reasons as CSV
    </ButtonLink>
  );
}
