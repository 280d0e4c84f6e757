"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { DiffView } from "@/components/data/diff-view";
import { PageBody } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { BackIcon, NextIcon } from "@/components/ui/icons/actions";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { agentHistoryQuery } from "@/lib/agents/queries";
import type { HistoryEntry } from "@/lib/agents/schema";
import { agentHref } from "../addresses";
import { ReadFailure } from "../read-failure";
import { useRecord } from "../use-record";
import { describeChanges } from "./describe-change";
import { describeEvent } from "./event-words";
import { historyPageSize } from "./page-size";

/** Every change of the record, newest first, with both sides. */
export function HistoryTab() {
  const { record } = useRecord();
  const [cursor, setCursor] = useQueryState("cursor", parseAsString.withDefault(""));
  const input = { limit: historyPageSize, ...(cursor === "" ? {} : { cursor }) };
  const { data, error, refetch } = useQuery(agentHistoryQuery(record.slug, input));
  if (!data) return error ? <ReadFailure what="The history" error={error} onRetry={() => void refetch()} /> : null;
  const go = (next: string | null) => void setCursor(next, { history: "push", scroll: true });
  return (
    <PageBody>
      <h2 className="pt-5 pb-2 text-section font-semibold">What changed, and who changed it</h2>
      <ol>
        {data.data.map((entry) => (
          <Entry key={entry.version} entry={entry} />
        ))}
      </ol>
      {(cursor !== "" || data.next_cursor !== null) && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button
            size="small"
            icon={<BackIcon size={14} />}
            disabledReason={cursor === "" ? "These are the newest" : undefined}
            onClick={() => go(null)}
          >
            Newest
          </Button>
          <Button
            size="small"
            disabledReason={data.next_cursor === null ? "This is how it began" : undefined}
            onClick={() => go(data.next_cursor)}
          >
            Older
            <NextIcon size={14} />
          </Button>
        </div>
      )}
    </PageBody>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { record, asOf, mayReadLog } = useRecord();
  const changes = describeChanges(entry.changes);
  return (
    <li className="grid gap-x-8 gap-y-2 border-t border-hairline py-4 rail:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="text-dense text-muted">
        <p className="tabular text-fg">
          <Time at={entry.at} detail="second" showZone />
        </p>
        <p className="mt-0.5">
          Version {entry.version} {asOf !== null && entry.version === record.version && <Tag>Shown now</Tag>}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
          <TextLink href={agentHref(record.slug, "", entry.at)}>As it was then</TextLink>
          {mayReadLog && <TextLink href={`/evidence/events/${entry.event_id}`}>In the log</TextLink>}
        </p>
      </div>
      <div className="min-w-0">
        <h3 className="mb-2 font-medium">
          {describeActor(entry)} {describeEvent(entry.event)}.
        </h3>
        {changes.length > 0 && <DiffView label={`Changes of version ${entry.version}`} changes={changes} />}
        {changes.length === 0 && entry.version > 1 && (
          <p className="text-dense text-muted">Nothing in the record itself differs.</p>
        )}
        {entry.version === 1 && <p className="text-dense text-muted">With this the record begins.</p>}
      </div>
    </li>
  );
}

function describeActor({ actor: { kind, name } }: HistoryEntry): string {
  if (name !== null && name !== "") return name;
  return kind === "person" ? "An erased person" : kind === "directory" ? "The directory" : "The product";
}
