"use client";

import { useQueryState } from "nuqs";
import { lazy, Suspense } from "react";
import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { type Clock, decisionList } from "./decision-filters";
import { FoldedList } from "./folded-list";
import { showParser } from "./toolbar";

/** With its live tail; most come for what is folded. */
const EveryList = lazy(async () => ({ default: (await import("./every-list")).EveryList }));

/** What agents asked for and what became of it. Every filter lives in the URL. */
export function DecisionList({ clock }: { clock: Clock }) {
  const list = useListUrl(decisionList);
  const [show] = useQueryState("show", showParser);
  return (
    <>
      <PageHead
        title="Decisions"
        subtitle="What agents asked for, what was decided and why. Who reads this is recorded in the log."
      />
      {show === "folded" ? (
        <FoldedList list={list} clock={clock} />
      ) : (
        <Suspense fallback={null}>
          <EveryList list={list} clock={clock} />
        </Suspense>
      )}
    </>
  );
}
