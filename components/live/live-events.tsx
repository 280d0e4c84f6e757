"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pollMs } from "@/components/live/back-off";
import { setLiveState } from "@/components/live/live-state";
import { joinTabs, type LiveState } from "@/components/live/tab-group";
import { listRefreshed } from "@/lib/events/rules";
import { apiEvents } from "@/lib/http/client";

/** Keeps what is on the screen true: reads again what others changed. Mounted once, by the shell of a signed-in person. */
export function LiveEvents({ signInId }: { signInId: string }): null {
  const client = useQueryClient();
  useEffect(() => {
    const leaving = new AbortController();
    const refresher = createRefresher(client, leaving.signal);
    joinTabs(
      "/api/v1/events",
      signInId,
      {
        onChanges: (changes) => refresher.refresh(changes.flatMap(({ topic }) => listRefreshed(topic))),
        onReset: () => refreshAll(client),
        onState: (state) => {
          setLiveState(state);
          refresher.poll(state === "polling");
        },
        onEnded: () => apiEvents.dispatchEvent(new Event("session-ended")),
      },
      leaving.signal,
    );
    return () => {
      leaving.abort();
      setLiveState("connecting" satisfies LiveState);
    };
  }, [client, signInId]);
  return null;
}

/** Gathers what comes in one breath, so that ten changes are one round of requests. */
function createRefresher(client: QueryClient, signal: AbortSignal) {
  const waiting = new Set<string>();
  let gathering: number | undefined;
  let polling: number | undefined;

  function flush(): void {
    gathering = undefined;
    const operations = new Set(waiting);
    waiting.clear();
    void client.invalidateQueries({
      predicate: ({ queryKey: [operation] }) => typeof operation === "string" && operations.has(operation),
      refetchType: chooseRefetch(),
    });
  }

  signal.addEventListener("abort", () => {
    window.clearTimeout(gathering);
    window.clearInterval(polling);
  });
  return {
    refresh(operations: readonly string[]): void {
      for (const operation of operations) waiting.add(operation);
      gathering ??= window.setTimeout(flush, 100);
    },
    poll(on: boolean): void {
      window.clearInterval(polling);
      if (on) polling = window.setInterval(() => refreshAll(client), pollMs);
    },
  };
}

function refreshAll(client: QueryClient): void {
  void client.invalidateQueries({ refetchType: chooseRefetch() });
}

/** A hidden tab only notes that it is out of date and reads when somebody looks: ten tabs cost as much as one. */
function chooseRefetch(): "active" | "none" {
  return document.hidden ? "none" : "active";
}
