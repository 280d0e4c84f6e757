"use client";

import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import { Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons/actions";
import { GapIcon, HardIcon, UnknownIcon } from "@/components/ui/icons/states";
import { Code } from "@/components/ui/code";
import { TextLink } from "@/components/ui/text-link";
import { showToast } from "@/components/ui/toast";
import { agentReads, leaveSystemMutation } from "@/lib/agents/queries";
import type { ReachedSystem } from "@/lib/agents/schema";
import { callerWords } from "@/lib/systems/rules";
import { Missing } from "../missing";
import { NoneBox } from "../none-box";
import { useRecord } from "../use-record";
import { joinNames } from "../words";

const AddSystem = lazy(async () => ({ default: (await import("./add-system")).AddSystem }));

/** The systems it reaches, and whether each knows who calls it. */
export function Systems() {
  const { record, may } = useRecord();
  const [adding, setAdding] = useState(false);
  const bridges = record.systems.filter(({ verifies }) => verifies === "network_only");
  const add = may("update") ? (
    <Button size="small" icon={<PlusIcon size={14} />} onClick={() => setAdding(true)}>
      Add system
    </Button>
  ) : undefined;
  return (
    <Section title="Systems it reaches" aside={add}>
      {bridges.length > 0 && (
        <div className="mb-4">
          <Banner tone="pending" title="This agent is a bridge.">
            {joinNames(bridges.map(({ name }) => name))} {bridges.length === 1 ? "lets" : "let"} in whatever comes from
            the network and {bridges.length === 1 ? "does" : "do"} not ask who calls. Whoever steers this agent gets
            through it to {bridges.length === 1 ? "that system" : "those systems"}, and nothing there tells them apart.
          </Banner>
        </div>
      )}
      {record.systems.length > 0 ? (
        <ul className="border-t border-hairline">
          {record.systems.map((system) => (
            <SystemItem key={system.slug} system={system} />
          ))}
        </ul>
      ) : (
        <NoSystems />
      )}
      {adding && (
        <Suspense fallback={null}>
          <AddSystem record={record} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Section>
  );
}

function NoSystems() {
  const stated = useRecord().record.stated_none.includes("systems");
  return (
    <div className="grid gap-3">
      {!stated && (
        <p>
          <Missing gap="systems_missing" />
        </p>
      )}
      <NoneBox part="systems" />
    </div>
  );
}

const icons = { mtls: HardIcon, token: HardIcon, spiffe: HardIcon, network_only: GapIcon, unknown: UnknownIcon };

function SystemItem({ system: { slug, name, verifies, via } }: { system: ReachedSystem }) {
  const { record, may } = useRecord();
  const refresh = useRefresh(agentReads);
  const leave = useMutation({
    ...leaveSystemMutation,
    onSuccess: () => showToast({ title: "No longer reached", detail: name }),
    onError: (error) => showToast({ title: "Nothing was changed", detail: error.message, failed: true }),
    onSettled: refresh,
  });
  const { words, meaning } = callerWords[verifies];
  const weak = verifies === "network_only" || verifies === "unknown";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-hairline last:border-b-0 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium [overflow-wrap:anywhere]">
          <TextLink href={`/systems/${slug}`} plain>
            {name}
          </TextLink>
        </p>
        <p className="text-dense text-muted [overflow-wrap:anywhere]">
          {via === "" ? (
            "Not said through what"
          ) : (
            <>
              Through <Code>{via}</Code>
            </>
          )}
        </p>
      </div>
      <div className="min-w-0 flex-1 basis-60">
        <Badge tone={weak ? "pending" : "neutral"} icon={icons[verifies]} look={weak ? "filled" : "plain"} form="tag">
          {verifies === "network_only" ? "Bridge: the network alone" : words}
        </Badge>
        <p className="mt-0.5 text-dense text-muted">{meaning}</p>
      </div>
      {may("update") && (
        <Button
          size="small"
          variant="quiet"
          busy={leave.isPending}
          onClick={() => leave.mutate({ params: { slug: record.slug, system: slug } })}
        >
          Remove<span className="sr-only"> {name}</span>
        </Button>
      )}
    </li>
  );
}
