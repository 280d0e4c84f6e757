"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { PolicyVersion, PolicyVersionLine } from "@/lib/policy/schema";
import { versionHref } from "../place";
import type { ChangeScope } from "../scope";
import { nameOf } from "../words";
import { readVersionQuery } from "./version-url";

const VersionText = lazy(async () => ({ default: (await import("./version-text")).VersionText }));
const atFirst = 50;

/** Of each rule: the version that last changed it, by whom and why. */
export function Origins({ scope, version }: { scope: ChangeScope; version: PolicyVersion }) {
  const lines = useQuery(scope.versionPage(readVersionQuery(""))).data?.data ?? [];
  const [all, setAll] = useState(false);
  const [text, setText] = useState(false);
  const { rules } = version.document;
  const known = new Map(lines.map((line) => [line.number, line]));
  return (
    <Section
      title="Who changed each rule, and why"
      aside={
        <Button size="small" aria-expanded={text} onClick={() => setText(!text)}>
          {text ? "Close the text" : "Show the text"}
        </Button>
      }
    >
      {text && (
        <div className="mb-4">
          <Suspense fallback={<p className="text-muted">Opening the text</p>}>
            <VersionText text={version.text} label={`Text of version ${version.number}`} />
          </Suspense>
        </div>
      )}
      {rules.length === 0 ? (
        <p className="text-muted">It has no rules.</p>
      ) : (
        <ul aria-label="Rules and their last change" className="grid">
          {rules.slice(0, all ? rules.length : atFirst).map(({ id }) => {
            const since = Object.hasOwn(version.since, id) ? version.since[id] : undefined;
            return <Origin key={id} rule={id} scope={scope} since={since} line={known.get(since ?? 0)} />;
          })}
        </ul>
      )}
      {rules.length > atFirst && !all && (
        <div className="pt-2">
          <Button onClick={() => setAll(true)}>Show all {rules.length}</Button>
        </div>
      )}
    </Section>
  );
}

type OriginProps = {
  rule: string;
  scope: ChangeScope;
  since: number | undefined;
  line: PolicyVersionLine | undefined;
};

function Origin({ rule, scope, since, line }: OriginProps) {
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-t border-hairline py-2 text-dense tablet:grid-cols-[minmax(8rem,16rem)_minmax(0,1fr)]">
      <code translate="no" className="font-medium [overflow-wrap:anywhere]">
        {showHiddenCharacters(rule)}
      </code>
      <p className="min-w-0 text-muted [overflow-wrap:anywhere]">
        {since === undefined ? "Unknown" : <TextLink href={versionHref(scope, since)}>Version {since}</TextLink>}
        {line && (
          <>
            , {nameOf(line.published_by)}, <Time at={line.published_at} detail="day" />:{" "}
            {showHiddenCharacters(line.because)}
          </>
        )}
      </p>
    </li>
  );
}
