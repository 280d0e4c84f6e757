"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { TextLink } from "@/components/ui/text-link";
import type { ImportRow } from "@/lib/imports/schema";
import { FileWords } from "../file-words";
import { describeValue, fieldWords } from "./change-words";
import type { Twin } from "./use-twins";

/** What the check or the run said of a row. */
export function RowVerdict({ row }: { row: ImportRow }) {
  return (
    <div className="mt-1 grid gap-0.5 text-dense [overflow-wrap:anywhere]">
      {row.faults.map(({ field, detail }, at) => (
        <p key={at} className="text-deny-fg">
          <span className="font-medium">{fieldWords[field] ?? field}:</span> <FileWords text={detail} />
        </p>
      ))}
      {row.notes.map((note) => (
        <p key={note} className="text-muted">
          {showHiddenCharacters(note)}
        </p>
      ))}
      {row.agent && row.result !== null && (
        <p>
          <TextLink href={`/agents/${row.agent.slug}`}>Open {showHiddenCharacters(row.agent.name)}</TextLink>
        </p>
      )}
      {row.agent && row.result === null && row.plan !== "error" && (
        <p className="text-subtle">
          Is <TextLink href={`/agents/${row.agent.slug}`}>{row.agent.slug}</TextLink> here
        </p>
      )}
      {row.changes.length > 0 && row.result !== "updated" && <RowChanges row={row} />}
    </div>
  );
}

function RowChanges({ row }: { row: ImportRow }) {
  return (
    <dl className="mt-1 grid gap-1 border-s-2 border-hairline ps-2">
      {row.changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt className="text-subtle">{fieldWords[field] ?? field}</dt>
          <dd className="whitespace-pre-line">
            <del className="text-muted">{showHiddenCharacters(describeValue(field, before))}</del>{" "}
            <ins className="font-medium no-underline">→ {showHiddenCharacters(describeValue(field, after))}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type TwinProps = {
  twin: Twin | undefined;
  /** The row was checked, so what was found before counts no more. */
  checked: boolean;
  chosen: string | undefined;
  onChoose: (slug: string | undefined) => void;
};

/** One of that name is here already: made a second time, or the one that is meant. */
export function RowTwin({ twin, checked, chosen, onChoose }: TwinProps) {
  const [last, setLast] = useState(twin);
  if (twin && twin !== last) setLast(twin);
  // The choice resets the check. The button stays under whoever pressed it.
  const known = twin ?? (checked ? undefined : last);
  const slug = chosen ?? known?.slug;
  if (slug === undefined) return null;
  return (
    <div className="mt-1 grid justify-items-start gap-1 text-dense [overflow-wrap:anywhere]">
      <p className={chosen === undefined ? "text-pending-fg" : "text-muted"}>
        {chosen === undefined
          ? `An agent called ${showHiddenCharacters(known?.name ?? "")} ${known?.same === true ? "with the same content " : ""}is here already: `
          : "This row updates "}
        <TextLink href={`/agents/${slug}`}>{slug}</TextLink>
        {chosen === undefined ? ". This would make another one." : ", as you chose."}
      </p>
      {(chosen !== undefined || known?.mayUpdate === true) && (
        <Button onClick={() => onChoose(chosen === undefined ? slug : undefined)}>
          {chosen === undefined ? `Update ${slug} instead` : "Import as a new agent"}
        </Button>
      )}
    </div>
  );
}
