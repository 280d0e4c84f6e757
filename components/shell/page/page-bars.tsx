import type { Route } from "next";
import { Time } from "@/components/ui/time";
import { ButtonLink } from "@/components/ui/button-link";
import { ClockIcon } from "@/components/ui/icons/states";
import { Banner } from "@/components/ui/banner";

const sandboxBarClass =
  "tone-pending flex min-h-9 items-center gap-3 border-b border-tone-border bg-tone-bg pe-(--page-padding) text-dense text-tone-fg";

/** Above every page of the sandbox: a hatched block and the word, so that neither colour nor memory is needed. */
export function SandboxBar() {
  return (
    <div className={sandboxBarClass}>
      <span aria-hidden className="hatched w-5 self-stretch forced:forced-color-adjust-none" />
      <p className="py-1.5">
        <b className="font-semibold">Sandbox.</b> Lists and new agents begin with it, and its agents reach no live
        system. People, teams and the log are the same in every environment.
      </p>
    </div>
  );
}

/** The page shows an instant of the past; nothing on it can be changed. */
export function AsOfBar({ at, now }: { at: string; now: Route }) {
  return (
    <Banner
      tone="ask"
      edge="strip"
      icon={ClockIcon}
      actions={
        <ButtonLink href={now} size="small">
          Back to now
        </ButtonLink>
      }
    >
      You are looking at{" "}
      <b className="font-semibold">
        <Time at={at} detail="second" showZone />
      </b>
      . Editing is off.
    </Banner>
  );
}
