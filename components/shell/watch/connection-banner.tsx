"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type ApiEvent, apiEvents } from "@/lib/http/client";
import { useLiveStatus } from "@/components/live/live-state";
import { announce } from "@/components/ui/announcer";
import { Banner } from "@/components/ui/banner";

/** The browser says it is offline, or a call got no answer: then what is on the page may be old, and nothing can be sent. */
export function ConnectionBanner() {
  const offline = useSyncExternalStore(
    subscribeToNetwork,
    () => !navigator.onLine,
    () => false,
  );
  const live = useLiveStatus();
  const [silent, setSilent] = useState(false);

  useEffect(() => {
    const events: readonly [ApiEvent, () => void][] = [
      ["offline", () => setSilent(true)],
      ["online", () => setSilent(false)],
    ];
    for (const [name, listener] of events) apiEvents.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of events) apiEvents.removeEventListener(name, listener);
    };
  }, []);

  const away = offline || silent;
  useEffect(() => {
    if (!away) return;
    announce(offline ? "You are offline" : "The server does not answer");
    return () => announce("Connected again");
  }, [away, offline]);

  if (!away && live.state === "polling") {
    return (
      <Banner tone="pending" edge="strip" title="Live updates stopped.">
        The page asks again every few seconds; what you see may be that old.
      </Banner>
    );
  }
  if (!away) return null;
  return (
    <Banner tone="pending" edge="strip" title={offline ? "You are offline." : "The server does not answer."}>
      What you see may be old. Nothing you press is kept for later.
    </Banner>
  );
}

function subscribeToNetwork(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}
