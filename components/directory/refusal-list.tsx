"use client";

import { useQuery } from "@tanstack/react-query";
import { ListFault, ListSkeleton } from "@/components/account/list-states";
import { Section } from "@/components/shell/page/section";
import { DeniedIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { directoryRefusalsQuery } from "@/lib/directory/queries";
import type { RefusalCause } from "@/lib/directory/rules";
import type { DirectoryRefusal } from "@/lib/directory/schema";

const causes: Readonly<Record<RefusalCause, string>> = {
  last_admin: "This is the last admin. Make somebody else admin, then let the directory try again.",
  uniqueness: "Somebody else has that user name or address already.",
  conflict: "The state they are in does not allow it.",
};

/** What the directory wanted and was told no: it tries again, and nobody looks at its own log. */
export function RefusalList() {
  const refusals = useQuery(directoryRefusalsQuery);
  const rows = refusals.data?.data ?? [];
  return (
    <Section title="Last refusals">
      {refusals.isPending && <ListSkeleton label="Loading refusals" />}
      {refusals.isError && <ListFault error={refusals.error} onRetry={() => void refusals.refetch()} />}
      {refusals.isSuccess && rows.length === 0 && <p className="text-muted">Nothing was refused.</p>}
      {rows.length > 0 && (
        <ul aria-label="Last refusals">
          {rows.map((refusal) => (
            <RefusalRow key={refusal.id} refusal={refusal} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function RefusalRow({ refusal: { id, at, directory, person, cause } }: { refusal: DirectoryRefusal }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 border-t border-hairline py-2.5 first:border-t-0 first:pt-0">
      <span className="mt-0.5 text-deny-fg">
        <DeniedIcon size={14} />
      </span>
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere]">
          <b className="font-medium">{directory.name}</b> was refused a change
          {person && (
            <>
              {" "}
              to{" "}
              <TextLink href={`/people/${person.id}`} plain>
                {person.name}
              </TextLink>
            </>
          )}
          . {causes[cause]}
        </p>
        <p className="text-small text-subtle">
          <Time at={at} />, <TextLink href={`/evidence/events/${id}`}>see the event</TextLink>
        </p>
      </div>
    </li>
  );
}
