"use client";

import { useEffect } from "react";
import { useLiveStatus } from "@/components/live/live-state";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/form/switch";
import { formatNumber } from "@/components/ui/format-number";
import { RiseIcon } from "@/components/ui/icons/actions";
import { LiveIcon, StaleIcon, SuspendedIcon } from "@/components/ui/icons/states";
import { Time } from "@/components/ui/time";

/** Null while it follows; else the instant from which it shows nothing newer. */
export type Paused = Date | null;

type Props = { paused: Paused; onChange: (paused: Paused) => void };

/** Whether new decisions are waited for, and whether they can be heard of at all. */
export function FollowSwitch({ paused, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <FollowState paused={paused} />
      <Switch label="Follow" checked={paused === null} onChange={(on) => onChange(on ? null : new Date())} />
    </div>
  );
}

function FollowState({ paused }: { paused: Paused }) {
  const { state, since } = useLiveStatus();
  if (paused) {
    return (
      <State icon={SuspendedIcon}>
        Paused at <Time at={paused} detail="clock" showZone />
      </State>
    );
  }
  if (state === "live") return <State icon={LiveIcon}>Live</State>;
  if (state === "connecting") return <State icon={StaleIcon}>Connecting</State>;
  return (
    <State icon={StaleIcon}>
      Not live since <Time at={new Date(since)} detail="clock" showZone />. Asked again every few seconds
    </State>
  );
}

function State({ icon: Drawing, children }: { icon: typeof LiveIcon; children: React.ReactNode }) {
  return (
    <p className="flex items-center gap-1.5 text-dense text-muted">
      <Drawing size={14} />
      <span>{children}</span>
    </p>
  );
}

/** "3 new": said once in words, shown when pressed. */
export function FreshDecisions({ count, full, onShow }: { count: number; full: boolean; onShow: () => void }) {
  const words = `${formatNumber(count)}${full ? " or more" : ""} new`;

  useEffect(() => {
    if (count > 0) announce(`${words} ${count === 1 ? "decision" : "decisions"}`);
  }, [count, words]);

  if (count === 0) return null;
  return (
    <div className="sticky top-2 z-20 flex justify-center px-page pb-3">
      <Button size="small" icon={<RiseIcon size={14} />} onClick={onShow}>
        {words}
        <span className="sr-only"> {count === 1 ? "decision" : "decisions"}: show</span>
      </Button>
    </div>
  );
}
