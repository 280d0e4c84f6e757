import "server-only";
import pg from "pg";
import { findLivingSignIns, type Rights } from "@/lib/auth/living-sign-ins";
import {
  changesChannel,
  type Horizon,
  readChanges,
  type ReadChange,
  readHorizon,
  readRecentChanges,
} from "@/lib/db/changes";
import { startPoll } from "@/lib/core/poll";
import type { PersonViewer } from "@/lib/core/viewer";
import { openListener } from "@/lib/db/listener";
import { log } from "@/lib/telemetry/log";
import { getMetrics } from "@/lib/telemetry/metrics";

/** `position` is what a reader names to hear everything after it again. */
export type News = { changes: readonly ReadChange[]; position: bigint };

export type Subscriber = {
  viewer: PersonViewer;
  deliver: (news: News) => void;
  /** `ended`: the sign-in is over. `changed`: the person's rights are others now, so open again. */
  close: (reason: "ended" | "changed") => void;
};

export type Hub = {
  join: (subscriber: Subscriber) => () => void;
  /** From a position, or without one from a minute ago: what happened while a page was on its way. */
  replay: (position?: bigint) => Promise<News>;
  stop: () => Promise<void>;
};

/** Said by lib/auth in the transaction that ends a sign-in. */
const signInEndedChannel = "ambit_sign_in_ended";
const recentMs = 60_000;

const holder = globalThis as typeof globalThis & { ambitHub?: { url: string; hub: Hub } };

/** One per process: every open stream shares one LISTEN connection and one poll. */
export function getHub(databaseUrl: string): Hub {
  if (holder.ambitHub?.url !== databaseUrl) holder.ambitHub = { url: databaseUrl, hub: createHub(databaseUrl) };
  return holder.ambitHub.hub;
}

/** LISTEN is the hint; the poll each second is the truth, for changes and for sign-ins alike. Without streams it rests. */
export function createHub(databaseUrl: string, pollMs = 1_000): Hub {
  const pool = openPool(databaseUrl);
  const subscribers = new Set<Subscriber>();
  let horizon: Horizon | undefined;
  let starting: Promise<Horizon> | undefined;
  let working: { stop: () => Promise<void> } | undefined;

  /** Where live news begin. A replay asks for it first: what it then reads and what comes live leave no gap. */
  function findStart(): Promise<Horizon> {
    starting ??= readHorizon(pool).then((txid) => ({ txid, seen: new Set() }));
    starting.catch(() => {
      starting = undefined;
    });
    return starting;
  }

  async function read(): Promise<void> {
    if (subscribers.size === 0) return;
    const { changes, horizon: next } = await readChanges(pool, horizon ?? (await findStart()));
    horizon = next;
    if (changes.length > 0) for (const subscriber of subscribers) subscriber.deliver({ changes, position: next.txid });
    await endDeadStreams(pool, subscribers);
  }

  function endStreamsOf(signInId: string): void {
    for (const subscriber of subscribers) if (subscriber.viewer.signIn.id === signInId) subscriber.close("ended");
  }

  return {
    join(subscriber) {
      subscribers.add(subscriber);
      getMetrics().liveStreams.set(subscribers.size);
      working ??= startListening(databaseUrl, { read, endStreamsOf, pollMs });
      return () => {
        subscribers.delete(subscriber);
        getMetrics().liveStreams.set(subscribers.size);
        if (subscribers.size > 0) return;
        horizon = undefined;
        starting = undefined;
        void working?.stop();
        working = undefined;
      };
    },
    async replay(position) {
      await findStart();
      const found =
        position === undefined
          ? await readRecentChanges(pool, recentMs)
          : await readChanges(pool, { txid: position, seen: new Set() });
      return { changes: found.changes, position: found.horizon.txid };
    },
    async stop() {
      await working?.stop();
      working = undefined;
      await pool.end();
    },
  };
}

type Work = { read: () => Promise<void>; endStreamsOf: (signInId: string) => void; pollMs: number };

function startListening(databaseUrl: string, { read, endStreamsOf, pollMs }: Work): { stop: () => Promise<void> } {
  const poll = startPoll({
    round: read,
    everyMs: pollMs,
    onTrouble: (error) => log.warn({ err: error }, "Live events cannot read the database."),
  });
  const listener = openListener({
    databaseUrl,
    channels: [changesChannel, signInEndedChannel],
    onNotification(channel, payload) {
      if (channel === changesChannel) void poll.now();
      else endStreamsOf(payload);
    },
    onConnect: () => void poll.now(),
  });
  return {
    async stop() {
      await listener.stop();
      await poll.stop();
    },
  };
}

/** The truth behind the hint: a stream must not outlive its sign-in, nor keep telling what its person may no longer know. */
async function endDeadStreams(pool: pg.Pool, subscribers: ReadonlySet<Subscriber>): Promise<void> {
  const asked = [...subscribers];
  const living = await findLivingSignIns(pool, [...new Set(asked.map(({ viewer }) => viewer.signIn.id))], new Date());
  for (const { viewer, close } of asked) {
    const rights = living.get(viewer.signIn.id);
    if (!rights) close("ended");
    else if (writeRights(rights) !== writeRights(viewer)) close("changed");
  }
}

function writeRights({ roles, leads }: Rights): string {
  return [...roles, ...leads].toSorted().join(" ");
}

function openPool(connectionString: string): pg.Pool {
  const limits = { max: 2, connectionTimeoutMillis: 3_000, query_timeout: 5_000 };
  const pool = new pg.Pool({ connectionString, ...limits, application_name: "ambit events" });
  pool.on("error", () => undefined);
  return pool;
}
