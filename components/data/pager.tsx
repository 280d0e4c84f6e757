"use client";

import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format-number";
import { BackIcon, NextIcon } from "@/components/ui/icons/actions";
import type { Noun } from "./column";
import type { ListUrl } from "./use-list-url";

type Props = { noun: Noun; count: number; samples: number; list: ListUrl; nextCursor: string | null };

export function Pager({ noun, count, samples, list, nextCursor }: Props) {
  const paged = list.hasPrevious || nextCursor !== null;
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-2 px-page py-2 text-dense text-muted">
      <p>
        {formatCount(count - samples, ...noun)}
        {samples > 0 && ` and ${samples} of the sample`}
        {paged && " on this page"}
      </p>
      {paged && (
        <div className="ms-auto flex gap-2">
          <Button
            size="small"
            icon={<BackIcon size={14} />}
            disabledReason={list.hasPrevious ? undefined : "This is the first page"}
            onClick={list.previous}
          >
            Previous
          </Button>
          <Button
            size="small"
            disabledReason={nextCursor === null ? "This is the last page" : undefined}
            onClick={() => nextCursor !== null && list.next(nextCursor)}
          >
            Next
            <NextIcon size={14} />
          </Button>
        </div>
      )}
    </div>
  );
}
