"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { FailedList } from "@/components/data/list-trouble";
import { environmentWords } from "@/components/shell/environment";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { formatCount } from "@/components/ui/format-number";
import { PhoneLine, SimpleTable } from "@/components/ui/table";
import type { Environment } from "@/lib/core/environments";
import { environmentsQuery } from "@/lib/decisions/queries";
import type { EnvironmentKeeping } from "@/lib/decisions/schema";

const KeepingDialog = lazy(async () => ({ default: (await import("./keeping-dialog")).KeepingDialog }));

/** How long each environment keeps what was decided and what calls carried, and who may change that. */
export function KeepingPage() {
  const { data, error, refetch } = useQuery(environmentsQuery);
  return (
    <>
      <PageHead
        title="How long decisions are kept"
        subtitle="Each night what is older is erased for good. Nobody can bring it back."
      />
      <PageBody narrow>
        {data && <KeepingTable rows={data.data} />}
        {!data && error && (
          <FailedList noun={["environment", "environments"]} error={error} onRetry={() => void refetch()} />
        )}
        <Section title="What goes when">
          <Facts
            facts={[
              {
                term: "Decisions",
                value:
                  "What was asked, what was decided and by which rule. They go by whole months, each when its last day is too old.",
              },
              {
                term: "Arguments",
                value: "What the calls carried, as far as the policy keeps it. They go on their day.",
              },
            ]}
          />
        </Section>
      </PageBody>
    </>
  );
}

function KeepingTable({ rows }: { rows: readonly EnvironmentKeeping[] }) {
  const [open, setOpen] = useState<Environment | null>(null);
  const opened = rows.find(({ name }) => name === open);
  const mayChange = rows.some(({ abilities }) => abilities.includes("update"));
  return (
    <Section title="Environments">
      <SimpleTable
        label="How long decisions are kept"
        columns={[
          { header: "Environment" },
          { header: "Decisions", align: "end" },
          { header: "Arguments", align: "end", phone: "hidden" },
          ...(mayChange ? [{ header: <span className="sr-only">Change</span>, align: "end" as const }] : []),
        ]}
        rows={rows.map(({ name, keep_decisions_days: decisions, keep_arguments_days: carried, abilities }) => ({
          id: name,
          cells: [
            <span key="name" className="text-body font-medium">
              {environmentWords[name].name}
            </span>,
            <div key="decisions">
              <Days days={decisions} />
              <PhoneLine>
                Arguments <Days days={carried} />
              </PhoneLine>
            </div>,
            <Days key="arguments" days={carried} />,
            ...(abilities.includes("update")
              ? [
                  <Button key="change" size="small" onClick={() => setOpen(name)}>
                    Change…<span className="sr-only"> {environmentWords[name].name}</span>
                  </Button>,
                ]
              : []),
          ],
        }))}
      />
      {!mayChange && (
        <p className="mt-3 text-muted">You can read this, not change it. Who can: people with the role Security.</p>
      )}
      {opened && (
        <Suspense fallback={null}>
          <KeepingDialog keeping={opened} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Section>
  );
}

function Days({ days }: { days: number }) {
  return <span className="whitespace-nowrap tabular">{formatCount(days, "day")}</span>;
}
