"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Failure } from "@/components/account/failure";
import { useRefresh } from "@/components/settings/use-refresh";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { showHiddenCharacters } from "@/components/ui/fence";
import { EndedIcon, LiveIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { policyChangeReads } from "@/lib/policy/queries";
import type { LivePolicy } from "@/lib/policy/schema";
import { changeHref, versionHref } from "../place";
import type { ChangeScope } from "../scope";
import { nameOf } from "../words";

/** Above a draft: what is live beside it, since when, by whom and why, and what is on its way. */
export function LiveBanner({ scope }: { scope: ChangeScope }) {
  const { data: live } = useQuery(scope.live());
  const refresh = useRefresh(policyChangeReads);
  const begin = useMutation({ mutationFn: scope.begin, onSettled: refresh });
  if (!live) return null;
  const mayBegin = live.draft === null && live.live_version !== null && live.abilities.includes("update");
  const Drawing = live.live_version === null ? EndedIcon : LiveIcon;
  return (
    <section
      aria-label="What is live"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-hairline px-page py-3"
    >
      <Drawing className={`mt-0.5 ${live.live_version === null ? "text-muted" : "text-allow-fg"}`} />
      <div className="min-w-0 flex-1 basis-60">
        <LiveSentence live={live} scope={scope} />
        <Beside live={live} />
        <Failure error={begin.error} />
      </div>
      <div className="flex flex-wrap gap-2">
        {live.open_change !== null && (
          <ButtonLink href={changeHref(live.open_change)} size="small">
            Open the change
          </ButtonLink>
        )}
        {live.live_version !== null && (
          <ButtonLink href={scope.versions} size="small">
            Versions
          </ButtonLink>
        )}
        {mayBegin && (
          <Button size="small" busy={begin.isPending} busyText="Beginning…" onClick={() => begin.mutate()}>
            Begin a draft from what is live
          </Button>
        )}
      </div>
    </section>
  );
}

function LiveSentence({ live, scope }: { live: LivePolicy; scope: ChangeScope }) {
  const { live_version: version, published_at: at, published_by: by, because } = live;
  if (version === null || at === null) {
    return (
      <p className="font-medium">
        {scope.kind === "agent"
          ? "Nothing is live, so everything is denied."
          : "Nothing is live, so nothing more is limited than each agent’s own policy says."}
      </p>
    );
  }
  return (
    <p className="[overflow-wrap:anywhere]">
      <span className="font-medium">
        <TextLink href={versionHref(scope, version)} plain>
          Version {version}
        </TextLink>{" "}
        is live
      </span>{" "}
      <span className="text-muted">
        since <Time at={at} />
        {by && `, by ${nameOf(by)}`}
        {because !== null && because !== "" && `: ${showHiddenCharacters(because)}`}
      </span>
    </p>
  );
}

function Beside({ live: { open_change: open, draft, live_version: version } }: { live: LivePolicy }) {
  const behind = draft !== null && draft.base_version !== version;
  if (open === null && !behind) return null;
  return (
    <p className="mt-0.5 text-dense text-muted">
      {open !== null && "A change waits; edits to the draft are not in it. "}
      {behind &&
        `This draft began from ${draft.base_version === null ? "nothing live" : `version ${draft.base_version}`}: bring it up to date before it is proposed.`}
    </p>
  );
}
