"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { showHiddenCharacters } from "@/components/ui/fence";
import { LiveIcon } from "@/components/ui/icons/states";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { PolicyVersionLine } from "@/lib/policy/schema";
import { changeHref, versionHref } from "../place";
import type { ChangeScope } from "../scope";
import { nameOf } from "../words";
import { readVersionQuery, versionListDefinition } from "./version-url";

const RestoreDialog = lazy(async () => ({ default: (await import("./restore-dialog")).RestoreDialog }));

type Line = PolicyVersionLine & { id: string };
type Props = { scope: ChangeScope; mayRestore: boolean };

/** Every version there was. None of them changes any more. */
export function VersionList({ scope, mayRestore }: Props) {
  const list = useListUrl(versionListDefinition);
  const result = useQuery(scope.versionPage(readVersionQuery(list.values.cursor)));
  const [restoring, restore] = useState<number | null>(null);
  const data = result.data && {
    ...result.data,
    data: result.data.data.map((line): Line => ({ ...line, id: String(line.number) })),
  };
  return (
    <>
      <DataTable
        id="policy-versions"
        label="Versions, newest first"
        noun={["version", "versions"]}
        columns={listColumns(scope, mayRestore, restore)}
        list={list}
        result={{ ...result, data }}
        empty={
          <EmptyState
            title="Nothing was ever live"
            actions={<ButtonLink href={scope.editor}>Open the editor</ButtonLink>}
          >
            <p>
              Each version that goes live stays here, as it was. A draft becomes one when it is proposed and made live.
            </p>
          </EmptyState>
        }
      />
      {restoring !== null && (
        <Suspense fallback={null}>
          <RestoreDialog scope={scope} number={restoring} onClose={() => restore(null)} />
        </Suspense>
      )}
    </>
  );
}

function listColumns(
  scope: ChangeScope,
  mayRestore: boolean,
  restore: (number: number) => void,
): readonly [Column<Line>, ...Column<Line>[]] {
  const actions: Column<Line> = {
    id: "restore",
    header: "Roll back",
    width: "9rem",
    align: "end",
    phone: "end",
    cell: ({ number, live }) =>
      live ? (
        <span className="text-subtle">Live now</span>
      ) : (
        <Button size="small" onClick={() => restore(number)}>
          Roll back to {number}
        </Button>
      ),
  };
  return [
    { id: "number", header: "Version", cell: (line) => <NumberCell scope={scope} line={line} /> },
    {
      id: "who",
      header: "Published",
      width: "13rem",
      phone: "half",
      cell: ({ published_at: at, published_by: by }) => (
        <TwoLines first={nameOf(by)} second={<Time at={at} detail="second" />} />
      ),
    },
    {
      id: "snapshot",
      header: "Snapshot",
      width: "6.5rem",
      room: "middle",
      phone: "hidden",
      cell: ({ epoch, sequence }) => (
        <span className="tabular">
          {epoch}.{sequence}
        </span>
      ),
    },
    {
      id: "digest",
      header: "Digest",
      width: "9rem",
      room: "wide",
      phone: "hidden",
      cell: ({ digest }) => (
        <code translate="no" title={digest}>
          {shortDigest(digest)}
        </code>
      ),
    },
    ...(mayRestore ? [actions] : []),
  ];
}

/** Enough to tell two apart; the whole is in the title. */
export function shortDigest(digest: string): string {
  const [, value = digest] = digest.split(":");
  return `${value.slice(0, 8)}…`;
}

function NumberCell({ scope, line: { number, live, because, change } }: { scope: ChangeScope; line: Line }) {
  return (
    <TwoLines
      first={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink href={versionHref(scope, number)} plain>
            Version {number}
          </TextLink>
          {live && (
            <Badge tone="allow" icon={LiveIcon} look="mini">
              Live
            </Badge>
          )}
        </span>
      }
      second={
        <>
          {showHiddenCharacters(because)}
          {change !== null && (
            <>
              {" "}
              <TextLink href={changeHref(change)}>Its change</TextLink>
            </>
          )}
        </>
      }
    />
  );
}
