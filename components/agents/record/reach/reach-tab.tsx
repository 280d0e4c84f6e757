"use client";

import { Button } from "@/components/ui/button";
import { PageBody, Section } from "@/components/shell/page/section";
import { Missing } from "../missing";
import { useRecord } from "../use-record";
import { dataClassWords, joinWords, noneWords } from "../words";
import { Family } from "./family";
import { Systems } from "./systems";
import { Tools } from "./tools";

/** What the agent can get at: systems, data, other agents, and the tools its files declare. */
export function ReachTab() {
  const { record, may, open } = useRecord();
  const { data_classes: classes } = record;
  const edit = may("update") ? (
    <Button size="small" onClick={() => open({ kind: "edit", section: "data" })}>
      Edit<span className="sr-only"> data it touches</span>
    </Button>
  ) : undefined;
  return (
    <PageBody>
      <Systems />
      <Section title="Data it touches" aside={edit}>
        <p>
          {classes.length > 0 ? (
            joinWords(classes.map((one) => dataClassWords[one]))
          ) : record.stated_none.includes("data_classes") ? (
            `${noneWords.data_classes}.`
          ) : (
            <Missing gap="data_classes_missing" />
          )}
        </p>
      </Section>
      <Family />
      <Tools />
    </PageBody>
  );
}
