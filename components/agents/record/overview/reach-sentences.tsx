"use client";

import type { ReactNode } from "react";
import { formatCount } from "@/components/ui/format-number";
import { showHiddenCharacters } from "@/components/ui/fence";
import { TextLink } from "@/components/ui/text-link";
import type { AgentRecord, ReachedSystem } from "@/lib/agents/schema";
import { callerWords } from "@/lib/systems/rules";
import { agentHref } from "../addresses";
import { useRecord } from "../use-record";
import {
  dataClassWords,
  describeRetention,
  identityWords,
  joinNames,
  joinWords,
  noneWords,
  operatorWords,
  startLower,
} from "../words";
import { Sentence } from "./sentence";

export function DataSentence() {
  const { data_classes: classes, stated_none: none } = useRecord().record;
  return (
    <Sentence title="Touches" section="data" gaps={["data_classes_missing"]}>
      {classes.length > 0 && <p>{joinWords(classes.map((one) => dataClassWords[one]))} data.</p>}
      {classes.length === 0 && none.includes("data_classes") && <p>{noneWords.data_classes}.</p>}
    </Sentence>
  );
}

export function ReachSentence() {
  const { record, asOf } = useRecord();
  const { systems, stated_none: none } = record;
  const weak = systems.filter(({ verifies }) => verifies === "network_only");
  const more = describeMore(record);
  const something = systems.length > 0 || more !== null;
  return (
    <Sentence title="Reaches" gaps={["systems_missing", "system_unverified", "system_unknown"]}>
      {systems.length > 0 && (
        <p>
          {systems.map((system, index) => (
            <System key={system.slug} system={system} last={index === systems.length - 1} />
          ))}
        </p>
      )}
      {systems.length === 0 && none.includes("systems") && <p>{noneWords.systems}.</p>}
      {weak.length > 0 && (
        <p>
          It is a <b className="font-semibold">bridge</b>: {joinNames(weak.map(({ name }) => name))}{" "}
          {weak.length === 1 ? "does" : "do"} not ask who calls.
        </p>
      )}
      {something && (
        <p className="text-muted">
          {more} <TextLink href={agentHref(record.slug, "reach", asOf)}>All it reaches</TextLink>
        </p>
      )}
    </Sentence>
  );
}

function System({ system, last }: { system: ReachedSystem; last: boolean }) {
  return (
    <>
      <b className="font-semibold">{system.name}</b> ({startLower(callerWords[system.verifies].words)})
      {last ? "." : ", "}
    </>
  );
}

function describeMore({
  sub_agents: children,
  parents,
  tools,
  servers,
  stated_none: none,
}: AgentRecord): string | null {
  const parts = [
    ...(children.length === 0 ? [] : [formatCount(children.length, "sub-agent", "sub-agents")]),
    ...(children.length === 0 && none.includes("sub_agents") ? ["no sub-agents"] : []),
    ...(parents.length === 0 ? [] : [formatCount(parents.length, "agent that sends it", "agents that send it")]),
    ...(tools.length === 0 ? [] : [formatCount(tools.length, "declared tool", "declared tools")]),
    ...(servers.length === 0 ? [] : [formatCount(servers.length, "tool server", "tool servers")]),
    ...(tools.length + servers.length === 0 && none.includes("tools") ? ["no tools"] : []),
  ];
  return parts.length === 0 ? null : `It has ${joinNames(parts)}.`;
}

export function MemorySentence() {
  const { record, asOf } = useRecord();
  const { memory, stated_none: none } = record;
  return (
    <Sentence title="Remembers" gaps={["memory_missing", "memory_unclear"]}>
      {memory.map((store) => (
        <p key={store.id}>
          <b className="font-semibold">{store.name}</b>, run by{" "}
          {store.operator_name === "" ? operatorWords[store.operator].toLowerCase() : store.operator_name}, kept{" "}
          {describeRetention(store.retention_days).toLowerCase()}, purged by{" "}
          {store.purge_by === "" ? "nobody named" : store.purge_by}.
        </p>
      ))}
      {memory.length === 0 && none.includes("memory") && <p>{noneWords.memory}.</p>}
      {memory.length > 0 && (
        <p>
          <TextLink href={agentHref(record.slug, "memory", asOf)}>All it remembers</TextLink>
        </p>
      )}
    </Sentence>
  );
}

export function IdentitySentence() {
  const { record, asOf } = useRecord();
  const kinds = [...new Set(record.identities.map(({ kind }) => identityWords[kind].name))];
  const sharers = [...new Set(record.identities.flatMap(({ shared_with: list }) => list.map(({ name }) => name)))];
  return (
    <Sentence title="Is known by" gaps={["identity_missing", "identity_label_only", "identity_shared"]}>
      {kinds.length > 0 && (
        <p>
          {formatCount(record.identities.length, "credential", "credentials")}: {joinWords(kinds)}.
          {sharers.length > 0 && <> One of them is also on {joinNames(sharers)}.</>}{" "}
          <TextLink href={agentHref(record.slug, "identity", asOf)}>Identity</TextLink>
        </p>
      )}
    </Sentence>
  );
}

export function ResponsibilitySentence() {
  const { us, model_provider: provider, platform } = useRecord().record.responsibility;
  return (
    <Sentence title="Responsible" section="duties" gaps={["responsibility_missing"]}>
      <dl className="grid gap-1.5">
        <Duty who="We">{us}</Duty>
        <Duty who="The model provider">{provider}</Duty>
        <Duty who="The platform">{platform}</Duty>
      </dl>
    </Sentence>
  );
}

function Duty({ who, children }: { who: string; children: string }): ReactNode {
  return (
    <div>
      <dt className="inline font-semibold">{who}: </dt>
      <dd className={`inline whitespace-pre-line ${children === "" ? "text-muted" : ""}`}>
        {children === "" ? "not said" : showHiddenCharacters(children)}
      </dd>
    </div>
  );
}
