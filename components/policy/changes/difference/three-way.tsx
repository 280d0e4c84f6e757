"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { tableRole } from "@/components/data/table-roles";
import { Pieces } from "@/components/policy/editor/sentences/pieces";
import { showHiddenCharacters } from "@/components/ui/fence";
import type { PolicyDocument } from "@/lib/policy/schema";
import type { ChangeScope } from "../scope";
import { labelOf, tellValue } from "./member-words";
import { compareThree, type ThreeRow } from "./three-rows";

type Props = {
  scope: ChangeScope;
  baseVersion: number | null;
  theirs: { version: number | null; document: PolicyDocument | null };
  mine: PolicyDocument;
};

/** What both began from, what is live now, and what is proposed: everything in which the three differ. */
export function ThreeWay({ scope, baseVersion, theirs, mine }: Props) {
  const base = useQuery({ ...scope.version(baseVersion ?? 1), enabled: baseVersion !== null });
  const known = baseVersion === null || base.data !== undefined;
  // Another read of that version may have left it in the cache.
  const before = baseVersion === null ? undefined : base.data?.document;
  const rows = useMemo(
    () => (known ? compareThree(before, theirs.document ?? undefined, mine) : []),
    [known, before, theirs.document, mine],
  );
  if (!known) return null;
  const heads = [
    "What",
    baseVersion === null ? "Began from nothing" : `Began from, version ${baseVersion}`,
    theirs.version === null ? "Nothing is live" : `Live now, version ${theirs.version}`,
    "This change",
  ];
  return (
    <div className="@container overflow-hidden rounded-card border border-hairline">
      <table
        {...tableRole.table}
        aria-label="What the three versions say"
        className="w-full table-fixed border-separate border-spacing-0 text-dense @max-[40rem]:block"
      >
        <thead {...tableRole.group} className="@max-[40rem]:sr-only">
          <tr {...tableRole.row}>
            {heads.map((head) => (
              <th
                key={head}
                {...tableRole.columnHeader}
                className="h-9 px-3 text-start text-small font-medium text-subtle first:w-[22%]"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...tableRole.group} className="@max-[40rem]:block">
          {rows.map((row) => (
            <Row key={row.key} row={row} heads={heads} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="px-3 pb-3 text-muted">In what they say, the three are the same.</p>}
    </div>
  );
}

const cell =
  "border-t border-hairline px-3 py-2 text-start align-top font-normal [overflow-wrap:anywhere] @max-[40rem]:block @max-[40rem]:py-1";
const differs = "font-medium shadow-[inset_3px_0_0_var(--fg)] forced:border-s-4 @max-[40rem]:border-t-0";

function Row({ row, heads }: { row: ThreeRow; heads: readonly string[] }) {
  const { name, member, base, theirs, mine, both } = row;
  return (
    <tr {...tableRole.row} className="@max-[40rem]:block @max-[40rem]:py-1">
      <th {...tableRole.rowHeader} className={cell}>
        <code translate="no" className="font-medium">
          {showHiddenCharacters(name)}
        </code>
        {member !== null && <span className="block text-small text-subtle">{labelOf(member)}</span>}
        {both && <span className="block text-small font-medium text-pending-fg">Both changed it</span>}
      </th>
      <Value head={heads[1]} member={member} value={base.value} />
      <Value head={heads[2]} member={member} value={theirs.value} changed={theirs.changed} />
      <Value head={heads[3]} member={member} value={mine.value} changed={mine.changed} />
    </tr>
  );
}

type ValueProps = {
  head: string | undefined;
  member: string | null;
  value: ThreeRow["base"]["value"];
  changed?: boolean;
};

function Value({ head, member, value, changed = false }: ValueProps) {
  return (
    <td {...tableRole.cell} className={`${cell} ${changed ? differs : "text-muted @max-[40rem]:border-t-0"}`}>
      <span className="me-1 text-small font-normal text-subtle @min-[40rem]:sr-only">{head}: </span>
      {value === undefined ? "Not there" : <Pieces pieces={tellValue(member ?? "", value)} />}
    </td>
  );
}
