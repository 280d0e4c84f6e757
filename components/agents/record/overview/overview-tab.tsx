"use client";

import type { Route } from "next";
import { Section, TwoColumns } from "@/components/shell/page/section";
import { Code } from "@/components/ui/code";
import { type Fact, Facts } from "@/components/ui/facts";
import { showHiddenCharacters } from "@/components/ui/fence";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useRecord } from "../use-record";
import { joinNames, stateWords } from "../words";
import { ConfirmSection } from "./confirm-section";
import { GapList } from "./gap-list";
import {
  DataSentence,
  IdentitySentence,
  MemorySentence,
  ReachSentence,
  ResponsibilitySentence,
} from "./reach-sentences";
import { NatureSentence, OwnersSentence, PurposeSentence, TierSentence } from "./who-sentences";
import { Sentence } from "./sentence";

/** The agent in sentences: what is known, and by name what is not. */
export function OverviewTab() {
  return (
    <TwoColumns
      side={
        <>
          <GapList />
          <ConfirmSection />
          <RecordFacts />
        </>
      }
    >
      <section aria-labelledby="what-it-is" className="pt-5">
        <h2 id="what-it-is" className="mb-3 text-section font-semibold">
          What it is, and who answers for it
        </h2>
        <div className="border-t border-hairline">
          <PurposeSentence />
          <OwnersSentence />
          <NatureSentence />
          <TierSentence />
          <ModelSentence />
          <DataSentence />
          <ReachSentence />
          <MemorySentence />
          <IdentitySentence />
          <ResponsibilitySentence />
          <PolicySentence />
        </div>
      </section>
    </TwoColumns>
  );
}

function ModelSentence() {
  const { model_providers: providers } = useRecord().record;
  return (
    <Sentence title="Thinks with" section="models" gaps={["model_provider_missing"]}>
      {providers.length > 0 && <p>Models of {joinNames(providers.map(showHiddenCharacters))}.</p>}
    </Sentence>
  );
}

function PolicySentence() {
  const { gaps } = useRecord().record;
  return (
    <Sentence title="May do" gaps={["policy_missing"]}>
      {gaps.includes("policy_missing") && (
        <p className="text-muted">
          Nothing. Without a live policy it cannot be activated, and all it asks for is denied.
        </p>
      )}
    </Sentence>
  );
}

function RecordFacts() {
  const { record, may, open } = useRecord();
  const { former_slugs: former, tags, team, source, state, state_since: since, state_reason: reason } = record;
  const facts: Fact[] = [
    {
      term: stateWords[state],
      value: (
        <>
          Since <Time at={since} detail="day" />
        </>
      ),
      ...(reason === null ? {} : { detail: reason }),
    },
    {
      term: "Team",
      value: team === null ? "None" : <TextLink href={`/teams/${team.id}`}>{team.name}</TextLink>,
    },
    { term: "Tags", value: tags.length === 0 ? "None" : joinNames(tags.map(showHiddenCharacters)) },
    { term: "Registered", value: <Time at={record.created_at} detail="day" /> },
    { term: "Changed", value: <Time at={record.updated_at} />, detail: `Version ${record.version}` },
    { term: "Imported from", value: source === null ? "By hand" : <Code>{showHiddenCharacters(source)}</Code> },
    ...(former.length === 0
      ? []
      : [{ term: "Was called", value: <Code>{former.join(", ")}</Code>, detail: "Leads here for good" }]),
  ];
  const edit = may("update") ? (
    <button
      type="button"
      className="text-link underline decoration-current/40 underline-offset-3 hover:decoration-current"
      onClick={() => open({ kind: "edit", section: "order" })}
    >
      Edit<span className="sr-only"> team and tags</span>
    </button>
  ) : undefined;
  return (
    <Section title="Record" aside={edit}>
      <Facts facts={facts} />
      {may("update") && (
        <p className="mt-3 text-dense">
          <TextLink href={`/activity/decisions?agent=${record.slug}${record.sample ? "&sample=include" : ""}` as Route}>
            What it did and was refused
          </TextLink>
        </p>
      )}
    </Section>
  );
}
