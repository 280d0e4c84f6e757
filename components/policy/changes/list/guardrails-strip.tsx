"use client";

import { useQuery } from "@tanstack/react-query";
import { ReadFailure } from "@/components/agents/record/read-failure";
import { environmentWords } from "@/components/shell/environment";
import { Section } from "@/components/shell/page/section";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { guardrailsListQuery } from "@/lib/policy/queries";
import type { LivePolicy } from "@/lib/policy/schema";
import { changeHref, placeOf, versionHref } from "../place";
import { nameOf } from "../words";

/** What holds for every agent of an environment, before its own policy. */
export function GuardrailsStrip() {
  const { data, error, refetch } = useQuery(guardrailsListQuery());
  return (
    <Section
      title="Guardrails"
      description="They hold for every agent of their environment, before its own policy does."
    >
      {data ? (
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,16rem),1fr))] overflow-hidden rounded-card border border-hairline">
          {data.data.map((live) => (
            <GuardrailsCell key={live.environment} live={live} />
          ))}
        </ul>
      ) : (
        error && <ReadFailure what="The guardrails" error={error} onRetry={() => void refetch()} />
      )}
    </Section>
  );
}

function GuardrailsCell({ live }: { live: LivePolicy }) {
  const place = placeOf(live);
  const { live_version: version, published_at: at, published_by: by, document } = live;
  return (
    <li className="-ms-px -mt-px grid min-w-0 content-start gap-0.5 border-s border-t border-hairline px-4 py-3">
      <h3 className="font-medium">
        <TextLink href={place.editor} plain>
          {environmentWords[live.environment].name}
        </TextLink>
      </h3>
      <p className="text-dense">
        {version === null ? (
          "Nothing is live: nothing more is limited."
        ) : (
          <>
            <TextLink href={versionHref(place, version)} plain>
              Version {version}
            </TextLink>
            , {countRules(document?.rules.length ?? 0)}
          </>
        )}
      </p>
      {at !== null && (
        <p className="text-small text-subtle">
          Since <Time at={at} />
          {by && `, ${nameOf(by)}`}
        </p>
      )}
      <Beside live={live} />
    </li>
  );
}

/** What is on its way, beside what is live. */
function Beside({ live }: { live: LivePolicy }) {
  const { open_change: open, draft, live_version: version } = live;
  const behind = draft !== null && draft.base_version !== version;
  if (open === null && !draft) return null;
  return (
    <p className="mt-1 text-dense text-muted">
      {open !== null && <TextLink href={changeHref(open)}>A change waits</TextLink>}
      {open !== null && draft && ". "}
      {draft && (
        <>
          <TextLink href={placeOf(live).editor}>Draft</TextLink>, saved <Time at={draft.updated_at} />
          {behind && ", behind what is live"}
        </>
      )}
    </p>
  );
}

function countRules(count: number): string {
  if (count === 0) return "no rule yet";
  return count === 1 ? "1 rule" : `${count} rules`;
}
