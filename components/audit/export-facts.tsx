"use client";

import { useQuery } from "@tanstack/react-query";
import { Section } from "@/components/shell/page/section";
import { Code } from "@/components/ui/code";
import { Facts } from "@/components/ui/facts";
import { formatBytes, formatNumber } from "@/components/ui/format-number";
import { Time } from "@/components/ui/time";
import { exportQuery } from "@/lib/audit/queries";
import type { AuditExport } from "@/lib/audit/schema";
import { describeField, describeValue } from "./words";

/** How often the page looks whether the file has arrived, while it still can. */
const lookMs = 2_000;

/** What was asked for and what was handed over, for whoever holds the file and wants to know that it is the one. */
export function ExportFacts({ eventId }: { eventId: string }) {
  const { data } = useQuery({
    ...exportQuery(eventId),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? lookMs : false),
  });
  if (!data) return null;
  return (
    <>
      <Section title="What was asked for">
        <Facts
          facts={[
            { term: "Format", value: data.format === "csv" ? "CSV" : "JSON lines" },
            { term: "From a log of", value: `${formatNumber(data.tree_size)} events` },
            ...Object.entries(data.filters).map(([field, value]) => ({
              term: field === "q" ? "Text" : describeField(field),
              value: describeValue(value),
            })),
          ]}
        />
      </Section>
      <Section title={sumUp(data)}>
        {data.delivered ? (
          <Facts
            facts={[
              { term: "Events in it", value: formatNumber(data.delivered.events) },
              { term: "Size", value: formatBytes(data.delivered.bytes) },
              { term: "SHA-256", value: <Code>{data.delivered.sha256}</Code> },
              { term: "Finished", value: <Time at={data.delivered.at} detail="second" /> },
            ]}
          />
        ) : (
          <p className="text-muted">Once the last row has left, its size and SHA-256 are an event of their own.</p>
        )}
      </Section>
    </>
  );
}

function isUnderWay({ delivered, expires_at: expiresAt }: AuditExport): boolean {
  return delivered === null && Date.parse(expiresAt) > Date.now();
}

function sumUp(data: AuditExport): string {
  if (data.delivered) return "The whole file was handed over";
  return isUnderWay(data) ? "The file is not handed over yet" : "The file was never handed over whole";
}
