"use client";

import { useQuery } from "@tanstack/react-query";
import { environmentWords } from "@/components/shell/environment";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody } from "@/components/shell/page/section";
import { PhoneLine, SimpleTable, TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { type Environment, environments } from "@/lib/core/environments";
import { guardrailsListQuery } from "@/lib/policy/queries";
import type { LivePolicy } from "@/lib/policy/schema";

const meaning =
  "They hold for every agent of an environment, whatever its own policy says. They ask or prohibit; they approve nothing.";

/** The guardrails of all environments: what is live, and where a draft stands. */
export function GuardrailsList() {
  const { data } = useQuery(guardrailsListQuery());
  const rows = environments.flatMap((environment) => data?.data.filter((one) => one.environment === environment) ?? []);
  return (
    <>
      <PageHead title="Guardrails" subtitle={meaning} />
      <PageBody>
        <SimpleTable
          label="Guardrails"
          columns={[{ header: "Environment" }, { header: "Live" }, { header: "Draft", phone: "hidden" }]}
          rows={rows.map((live) => ({
            id: live.environment,
            cells: [
              <TextLink key="name" href={`/settings/guardrails/${live.environment}`} plain>
                <span className="font-medium">{environmentWords[live.environment].name}</span>
              </TextLink>,
              <div key="live">
                <LiveCell live={live} />
                <PhoneLine>
                  <DraftCell live={live} />
                </PhoneLine>
              </div>,
              <DraftCell key="draft" live={live} />,
            ],
          }))}
        />
      </PageBody>
    </>
  );
}

function LiveCell({ live: { live_version: version, published_at: at, document } }: { live: LivePolicy }) {
  if (version === null || at === null) return <span className="text-muted">None: nothing more is limited</span>;
  const count = document?.rules.length ?? 0;
  return (
    <TwoLines
      first={`Version ${version}, ${count} ${count === 1 ? "rule" : "rules"}`}
      second={
        <>
          Since <Time at={at} />
        </>
      }
    />
  );
}

function DraftCell({ live: { draft } }: { live: LivePolicy }) {
  if (!draft) return "No draft";
  return (
    <>
      Draft, changed <Time at={draft.updated_at} />
    </>
  );
}

export function GuardrailsHead({ environment }: { environment: Environment }) {
  return (
    <PageHead
      crumbs={[
        { label: "Settings", href: "/settings" },
        { label: "Guardrails", href: "/settings/guardrails" },
      ]}
      title={`Guardrails of ${environmentWords[environment].name.toLowerCase()}`}
      subtitle={meaning}
    />
  );
}
