"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { PageHead } from "@/components/shell/page/page-head";
import { TwoColumns } from "@/components/shell/page/section";
import { decisionQuery } from "@/lib/decisions/queries";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { decisionsHref } from "../addresses";
import { ProposeButton } from "../proposal/propose-button";
import { TrySection } from "../trial/try-section";
import { Alike, Record } from "./aside";
import { Carried } from "./carried";
import { Ladder } from "./ladder";
import { Lead } from "./lead";
import { LedHere } from "./led-here";
import { DecidingRule } from "./deciding-rule";
import type { Surroundings } from "./surroundings";
import { Failing } from "./failing";
import { Verdict } from "./verdict-title";

/** Loaded when it could not be read. */
const FailedList = lazy(async () => ({ default: (await import("@/components/data/list-trouble")).FailedList }));

type Props = { decisionId: string; around: Surroundings };

/** One decision: what was decided and why, what it would have taken to be otherwise, and what to do about it. */
export function DecisionRecord({ decisionId, around }: Props) {
  // A decision never changes; reading it again would be another line in the log.
  const { data, error, refetch } = useQuery({ ...decisionQuery(decisionId), staleTime: Infinity });
  if (!data) {
    return (
      <Suspense fallback={null}>
        {error && <FailedList noun={["decision", "decision"]} error={error} onRetry={() => void refetch()} />}
      </Suspense>
    );
  }
  const line = findLine(data, around);
  return (
    <>
      <PageHead
        crumbs={[{ label: "Decisions", href: decisionsHref }]}
        title={<Verdict decision={data} line={line} />}
        subtitle={<Lead decision={data} slug={around.slug} />}
        actions={around.mayPropose ? <ProposeButton decision={data} around={around} /> : undefined}
      />
      <TwoColumns
        side={
          <>
            <Alike decision={data} />
            <Record decision={data} around={around} />
          </>
        }
      >
        <Failing decision={data} />
        <DecidingRule decision={data} around={around} />
        <TrySection decision={data} around={around} />
        <Ladder decision={data} />
        <LedHere decision={data} slug={around.slug} />
        <Carried decision={data} />
      </TwoColumns>
    </>
  );
}

function findLine({ rule, explanation }: DecisionDetail, around: Surroundings): number | null {
  return explanation.answers.find((answer) => answer.rule === rule)?.line ?? around.rule?.line ?? null;
}
