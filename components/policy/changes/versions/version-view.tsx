"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, useQueryState } from "nuqs";
import { lazy, Suspense, useState } from "react";
import { FailedList } from "@/components/data/list-trouble";
import { Section, TwoColumns } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { showHiddenCharacters } from "@/components/ui/fence";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { UndoIcon } from "@/components/ui/icons/actions";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { PolicyVersion } from "@/lib/policy/schema";
import { Difference } from "../difference/difference";
import { changeHref } from "../place";
import type { ChangeScope } from "../scope";
import { nameOf } from "../words";
import { Origins } from "./origins";
import { shortDigest } from "./version-list";
import { readVersionQuery } from "./version-url";

const RestoreDialog = lazy(async () => ({ default: (await import("./restore-dialog")).RestoreDialog }));

type Props = { scope: ChangeScope; number: number; mayRestore: boolean };

/** One version: what it changed, or how it differs from any other; its rules with who made each, and why. */
export function VersionView({ scope, number, mayRestore }: Props) {
  const { data: version, error, refetch } = useQuery(scope.version(number));
  const [restoring, setRestoring] = useState(false);
  if (!version) {
    return error ? <FailedList noun={["version", "versions"]} error={error} onRetry={() => void refetch()} /> : null;
  }
  return (
    <>
      <TwoColumns
        side={
          <Section title={version.live ? "Live now" : "Not live any more"}>
            <VersionFacts version={version} />
            {mayRestore && !version.live && (
              <div className="mt-4">
                <Button icon={<UndoIcon />} onClick={() => setRestoring(true)}>
                  Roll back to this
                </Button>
              </div>
            )}
          </Section>
        }
      >
        <Compared scope={scope} version={version} />
        <Origins scope={scope} version={version} />
      </TwoColumns>
      {restoring && (
        <Suspense fallback={null}>
          <RestoreDialog scope={scope} number={number} onClose={() => setRestoring(false)} />
        </Suspense>
      )}
    </>
  );
}

function VersionFacts({ version }: { version: PolicyVersion }) {
  const { published_at: at, published_by: by, because, change, epoch, sequence, digest } = version;
  return (
    <Facts
      facts={[
        { term: "Published", value: <Time at={at} detail="second" showZone /> },
        { term: "By", value: nameOf(by) },
        { term: "Why", value: showHiddenCharacters(because) },
        { term: "Change", value: change === null ? "None" : <TextLink href={changeHref(change)}>Open it</TextLink> },
        { term: "Snapshot", value: `${epoch}.${sequence}` },
        {
          term: "Digest",
          value: (
            <code translate="no" title={digest}>
              {shortDigest(digest)}
            </code>
          ),
        },
      ]}
    />
  );
}

/** With the version before it at first, because that is what it changed. */
function Compared({ scope, version }: { scope: ChangeScope; version: PolicyVersion }) {
  const { number } = version;
  const lines = useQuery(scope.versionPage(readVersionQuery(""))).data?.data ?? [];
  const before = lines.find((line) => line.number < number)?.number ?? null;
  const [chosen, choose] = useQueryState("with", parseAsInteger);
  const other = chosen !== null && chosen !== number ? chosen : before;
  const read = useQuery({ ...scope.version(other ?? 1), enabled: other !== null });
  const others = lines.filter((line) => line.number !== number);
  return (
    <Section title={other === before ? "What it changed" : `Compared with version ${other ?? ""}`}>
      <div className="grid gap-4">
        {others.length > 0 && (
          <div className="max-w-80">
            <Field label="Compare with">
              <Select
                value={chosen === null ? "" : String(other)}
                onChange={(event) => void choose(event.target.value === "" ? null : Number(event.target.value))}
                options={[
                  {
                    value: "",
                    label: before === null ? "What was before it: nothing" : `What was before it, version ${before}`,
                  },
                  ...others.map((line) => ({
                    value: String(line.number),
                    label: `Version ${line.number}${line.live ? ", live" : ""}`,
                  })),
                ]}
              />
            </Field>
          </div>
        )}
        {other !== null && read.error && <p className="text-muted">{read.error.message}</p>}
        {(other === null || read.data) && (
          <Difference
            before={other === null || !read.data ? { text: null, document: null } : read.data}
            after={version}
            beforeLabel={other === null ? "Nothing" : `Version ${other}`}
            afterLabel={`Version ${number}`}
          />
        )}
      </div>
    </Section>
  );
}
