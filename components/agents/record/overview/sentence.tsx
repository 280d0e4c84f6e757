"use client";

import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { EditIcon } from "@/components/ui/icons/actions";
import type { Gap } from "@/lib/agents/rules";
import { type Field, type Section, sections } from "../edit/fields";
import { Missing } from "../missing";
import { useRecord } from "../use-record";
import { MendLink } from "./mend-link";

type Props = {
  title: string;
  /** The part of the form that changes it. */
  section?: Section;
  /** The field of that form to begin with. */
  field?: Field;
  /** Gaps that belong here; the record says which of them it has. */
  gaps?: readonly Gap[];
  children?: ReactNode;
};

/** One thing there is to know about the agent: its question on the left, the answer in a sentence, what is missing below. */
export function Sentence({ title, section, field, gaps = [], children }: Props) {
  const { record, may, open } = useRecord();
  const missing = gaps.filter((gap) => record.gaps.includes(gap));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 border-b border-hairline py-3 tablet:grid-cols-[9rem_minmax(0,1fr)_2rem]">
      <h3 className="font-medium">{title}</h3>
      <div className="col-span-2 grid min-w-0 content-start gap-1.5 [overflow-wrap:anywhere] tablet:col-span-1">
        {children}
        {missing.map((gap) => (
          <div key={gap} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Missing gap={gap} />
            <MendLink gap={gap} />
          </div>
        ))}
      </div>
      {section !== undefined && may("update") && (
        <div className="-my-1 max-tablet:col-start-2 max-tablet:row-start-1">
          <IconButton
            icon={EditIcon}
            label={`Edit: ${sections[section].title}`}
            onClick={() => open({ kind: "edit", section, field })}
          />
        </div>
      )}
    </div>
  );
}
