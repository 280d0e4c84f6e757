"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { PageHead } from "@/components/shell/page/page-head";
import { Section, TwoColumns } from "@/components/shell/page/section";
import { ButtonLink } from "@/components/ui/button-link";
import { showHiddenCharacters } from "@/components/ui/fence";
import { TextLink } from "@/components/ui/text-link";
import { policyChangeQuery } from "@/lib/policy/queries";
import type { PolicyChange } from "@/lib/policy/schema";
import { ChangeState, Direction } from "../badges";
import { Difference } from "../difference/difference";
import { ReplaySection, sourceOfChange, useReplay } from "../replay/replay-section";
import { scopeOf } from "../scope";
import { doesWait, nameOf } from "../words";
import { DecisionBar } from "./decision-bar";
import { describeEffects, Effects } from "./effects";
import { listWays } from "./list-ways";
import { SideFacts } from "./side-facts";
import { Steps } from "./steps";
import { Talk } from "./talk";
import { Tests } from "./tests";

/** What few changes show. */
const FailedList = lazy(async () => ({ default: (await import("@/components/data/list-trouble")).FailedList }));
const Notices = lazy(async () => ({ default: (await import("./notices")).Notices }));
const Conflict = lazy(async () => ({ default: (await import("./conflict")).Conflict }));
const WentLive = lazy(async () => ({ default: (await import("./went-live")).WentLive }));
const ProposeChange = lazy(async () => ({ default: (await import("../propose/propose-change")).ProposeChange }));

type Props = { changeId: string; viewerId: string; mayReadLog: boolean };

/** One change: what it does, what it would have done, who said what, and what can be decided. */
export function ChangePage({ changeId, viewerId, mayReadLog }: Props) {
  const { data: change, error, refetch } = useQuery(policyChangeQuery(changeId));
  const { data: replay } = useReplay(sourceOfChange(changeId));
  const [draftVersion, proposeAnew] = useState<number | null>(null);
  if (!change) {
    return (
      <Suspense fallback={null}>
        {error && <FailedList noun={["change", "changes"]} error={error} onRetry={() => void refetch()} />}
      </Suspense>
    );
  }
  return (
    <div className="flex flex-1 flex-col">
      <PageHead
        crumbs={[{ label: "Policies", href: "/policies" }]}
        title={showHiddenCharacters(change.title)}
        badge={
          <>
            <ChangeState state={change.state} look="filled" />
            <Direction loosens={change.loosens} look="filled" />
          </>
        }
        subtitle={<Lead change={change} />}
        actions={
          mayReadLog ? <ButtonLink href={`/evidence/events?subject=${change.id}`}>History</ButtonLink> : undefined
        }
      />
      <div className="grid gap-3 px-page pb-4">
        <Steps change={change} />
        <Suspense fallback={null}>
          {change.applied_version !== null && <WentLive change={change} version={change.applied_version} />}
        </Suspense>
        <Suspense fallback={null}>
          {(change.emergency !== null || change.state === "rejected") && <Notices change={change} />}
        </Suspense>
      </div>
      <TwoColumns side={<SideFacts change={change} />}>
        <Suspense fallback={null}>{change.conflict && <Conflict change={change} onWithdrawn={proposeAnew} />}</Suspense>
        <Section title={describeEffects(change)}>
          <Effects change={change} />
        </Section>
        <ReplaySection
          source={sourceOfChange(change.id)}
          mayReplay={doesWait(change) && change.abilities.includes("withdraw")}
        />
        <Section title="What changes">
          <Changes change={change} />
        </Section>
        <Tests change={change} />
        <Talk change={change} />
      </TwoColumns>
      {draftVersion !== null && (
        <Suspense fallback={null}>
          <ProposeChange
            scope={scopeOf(change)}
            draftVersion={draftVersion}
            isBehind={false}
            start={{ title: change.title, because: change.because }}
            onClose={() => proposeAnew(null)}
          />
        </Suspense>
      )}
      <DecisionBar change={change} replay={replay} viewerId={viewerId} />
    </div>
  );
}

/** The sentence that says what this is. */
function Lead({ change }: { change: PolicyChange }): ReactNode {
  const scope = scopeOf(change);
  const { restores, environment, author } = change;
  const verb = doesWait(change) ? "proposes" : "proposed";
  const what = restores === null ? `${verb} this` : `${verb} to go back to version ${restores}`;
  return (
    <>
      {nameOf(author)} {what} for{" "}
      <TextLink href={scope.editor}>
        {scope.kind === "agent" ? <span translate="no">{scope.name}</span> : scope.name}
      </TextLink>
      {scope.kind === "agent" && ` in ${environment}`}. {describeNeed(change)}
    </>
  );
}

function describeNeed({ loosens, environment, state }: PolicyChange): string {
  if (!doesWait({ state })) return loosens ? "It loosens." : "It tightens only.";
  if (!loosens) return state === "approved" ? "It tightens only: it may go live at once." : "It tightens only.";
  if (environment === "sandbox") return "It loosens; in sandbox one person is enough.";
  return "It loosens, so it needs a second person.";
}

function Changes({ change }: { change: PolicyChange }) {
  const { base_version: base, base_text: text, document } = change;
  const scope = scopeOf(change);
  const before = useQuery({ ...scope.version(base ?? 1), enabled: base !== null });
  if (base !== null && !before.data) {
    return before.error ? (
      <p className="text-muted">
        Version {base} could not be read: {before.error.message}
      </p>
    ) : null;
  }
  return (
    <Difference
      before={{ text, document: base === null ? null : (before.data?.document ?? null) }}
      after={{ text: change.text, document }}
      ways={listWays(change)}
      beforeLabel={base === null ? "Nothing" : `Version ${base}`}
      afterLabel="This change"
    />
  );
}
