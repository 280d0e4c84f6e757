"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { UndoIcon } from "@/components/ui/icons/actions";
import { EndedIcon, LiveIcon } from "@/components/ui/icons/states";
import { Time } from "@/components/ui/time";
import type { PolicyChange } from "@/lib/policy/schema";
import { type ChangeScope, scopeOf } from "../scope";
import { clockUtc } from "../words";

const RestoreDialog = lazy(async () => ({ default: (await import("../versions/restore-dialog")).RestoreDialog }));

type Props = { change: PolicyChange; version: number };

/** Which version it became, in which snapshot, and the way back. */
export function WentLive({ change, version }: Props) {
  const scope = scopeOf(change);
  const { data } = useQuery(scope.version(version));
  const live = useQuery(scope.live()).data;
  if (!data) return null;
  const Drawing = data.live ? LiveIcon : EndedIcon;
  return (
    <section
      aria-label="What became of it"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-hairline px-4 py-3"
    >
      <Drawing className={data.live ? "text-allow-fg" : "text-muted"} />
      <p className="min-w-0 flex-1 basis-60">
        <b className="font-semibold">
          {data.live ? `Version ${version} is live` : `It was version ${version}`} since{" "}
          <time dateTime={data.published_at} title={data.published_at}>
            {clockUtc(data.published_at)}
          </time>{" "}
          in snapshot{" "}
          <span className="tabular">
            {data.epoch}.{data.sequence}
          </span>
        </b>
        <span className="block text-dense text-muted">
          {data.published_by.name}, <Time at={data.published_at} />
          {!data.live && live && ` · ${describeNow(live.live_version)}`}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={scope.versions}>Versions</ButtonLink>
        {data.live && live?.abilities.includes("update") === true && (
          <RollBack scope={scope} to={change.base_version} />
        )}
      </div>
    </section>
  );
}

function describeNow(version: number | null): string {
  return version === null ? "Nothing is live now" : `Version ${version} is live now`;
}

/** Always there, also where there is nothing to go back to: then it says so. */
function RollBack({ scope, to }: { scope: ChangeScope; to: number | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<UndoIcon />}
        disabledReason={to === null ? "Nothing was live before, so there is no version to go back to" : undefined}
        onClick={() => setOpen(true)}
      >
        Roll back
      </Button>
      {open && to !== null && (
        <Suspense fallback={null}>
          <RestoreDialog scope={scope} number={to} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
