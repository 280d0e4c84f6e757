import { afterEach, beforeAll, afterAll, expect, test } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import type { PersonViewer, Role } from "@/lib/core/viewer";
import { notifyChange } from "@/lib/db/changes";
import { type CutOff, startCutOff } from "@/lib/db/testing/cut-off";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { createHub, type Hub } from "@/lib/events/hub";
import { openEventStream } from "@/lib/events/stream";

const { db, owner, appUrl } = await openTestDatabase();
let wire: CutOff;
let hub: Hub;
const open: (() => Promise<void>)[] = [];

beforeAll(async () => {
  wire = await startCutOff(appUrl);
  hub = createHub(wire.url, 200);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((leave) => leave()));
  await owner.query("delete from changes");
});
afterAll(async () => {
  await hub.stop();
  await wire.stop();
});

let counter = 0;

async function signIn(...roles: Role[]): Promise<PersonViewer> {
  const n = ++counter;
  await owner.query(
    "insert into people (id, name, state, roles, created_at, updated_at) values ($1, 'Ana', 'active', $2::person_role[], now(), now())",
    [`per_${n}`, roles],
  );
  await owner.query(
    `insert into sign_ins (id, token_hash, person_id, method, created_at, authenticated_at, authenticated_by, last_seen_at, expires_at)
       values ($1, $2, $3, 'link', now(), now(), 'link', now(), now() + interval '1 hour')`,
    [`sgn_${n}`, Buffer.from(String(n)), `per_${n}`],
  );
  return {
    kind: "person",
    id: `per_${n}`,
    roles,
    leads: [],
    signIn: { id: `sgn_${n}`, method: "link", authenticatedAt: new Date() },
  };
}

type Event = {
  id: string | undefined;
  event: string;
  data: { changes?: { topic: string; id: string }[]; reason?: string };
};

function listen(viewer: PersonViewer, lastEventId: string | null = null) {
  const response = openEventStream({ viewer, lastEventId, hub });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const events: Event[] = [];
  let closed = false;
  void (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const block of decoder.decode(value, { stream: true }).split("\n\n").filter(Boolean)) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
        events.push({
          id: field("id"),
          event: field("event") ?? "",
          data: JSON.parse(field("data") ?? "{}") as Event["data"],
        });
      }
    }
    closed = true;
  })();
  open.push(() => reader.cancel());
  const heard = () => events.flatMap(({ data }) => data.changes ?? []).map(({ id }) => id);
  return {
    response,
    events,
    heard,
    isClosed: () => closed,
    ready: () => eventually(() => expect(events.length).toBeGreaterThan(0)),
  };
}

const change = (topic: "people" | "jobs" | "sign_ins", id: string, personId?: string) =>
  inTransaction({ db }, (tx) => notifyChange(tx, { topic, id, ...(personId === undefined ? {} : { personId }) }));

test("is a stream that nobody on the way stores, compresses or holds back", async () => {
  const { response } = listen(await signIn("member"));
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
});

test("a change reaches every stream whose person may hear of it, as topic and id alone", async () => {
  const member = listen(await signIn("member"));
  const admin = listen(await signIn("admin"));
  await Promise.all([member.ready(), admin.ready()]);
  await change("people", "per_a", "per_secret");
  await change("jobs", "41");
  await eventually(() => expect(admin.heard()).toEqual(["per_a", "41"]));
  await eventually(() => expect(member.heard()).toEqual(["per_a"]));
  const told = member.events.filter(({ event }) => event === "change");
  expect(told).toEqual([
    {
      id: expect.stringMatching(/^\d+\.\d{13}$/),
      event: "change",
      data: { changes: [{ topic: "people", id: "per_a" }] },
    },
  ]);
});

test("one's own sign-ins are heard, other people's are not", async () => {
  const viewer = await signIn("member");
  const stream = listen(viewer);
  await stream.ready();
  await change("sign_ins", "sgn_other", "per_other");
  await change("sign_ins", "sgn_own", viewer.id);
  await eventually(() => expect(stream.heard()).toEqual(["sgn_own"]));
});

test("a change made just before the stream opened is heard", async () => {
  await change("people", "per_early");
  const stream = listen(await signIn("member"));
  await eventually(() => expect(stream.heard()).toContain("per_early"));
  await stream.ready();
});

test("whoever comes back with a position hears what they missed", async () => {
  const viewer = await signIn("member");
  const first = listen(viewer);
  await first.ready();
  await change("people", "per_before");
  await eventually(() => expect(first.heard()).toContain("per_before"));
  const position = first.events.findLast(({ event }) => event === "change")?.id ?? null;
  await open.pop()?.();
  await change("people", "per_missed");
  const second = listen(viewer, position);
  await eventually(() => expect(second.heard()).toContain("per_missed"));
});

test.each([
  ["older than what is kept", () => `1.${Date.now() - 3_600_000}`],
  ["from another database's future", () => `999999999999.${Date.now()}`],
])("a position %s makes the page read everything again", async (_, position) => {
  const stream = listen(await signIn("member"), position());
  await stream.ready();
  expect(stream.events[0]).toMatchObject({ event: "reset" });
});

test("a lost notification is made up for by the poll", async () => {
  const stream = listen(await signIn("member"));
  await stream.ready();
  await owner.query(
    "insert into changes (txid, topic, subject_id, at) values (pg_current_xact_id()::text::bigint, 'people', 'per_silent', now())",
  );
  await eventually(() => expect(stream.heard()).toContain("per_silent"), 1_000);
});

test("a stream ends within a second with its sign-in, announced or not", async () => {
  const told = await signIn("member");
  const untold = await signIn("member");
  const streams = [listen(told), listen(untold)];
  await Promise.all(streams.map(({ ready }) => ready()));
  await owner.query("update sign_ins set revoked_at = now() where id = any($1)", [[told.signIn.id, untold.signIn.id]]);
  await owner.query("select pg_notify('ambit_sign_in_ended', $1)", [told.signIn.id]);
  await eventually(() => expect(streams.map(({ isClosed }) => isClosed())).toEqual([true, true]), 1_000);
  expect(streams[1]?.events.at(-1)).toMatchObject({ event: "close", data: { reason: "ended" } });
});

test("a deactivated person's stream ends, other people's goes on", async () => {
  const leaver = await signIn("member");
  const streams = [listen(leaver), listen(await signIn("member"))];
  await Promise.all(streams.map(({ ready }) => ready()));
  await owner.query("update people set state = 'deactivated' where id = $1", [leaver.id]);
  await eventually(() => expect(streams.map(({ isClosed }) => isClosed())).toEqual([true, false]), 1_000);
});

test("rights that changed close the stream, so that it is opened again with the new ones", async () => {
  const viewer = await signIn("admin");
  const stream = listen(viewer);
  await stream.ready();
  await owner.query("update people set roles = '{member}' where id = $1", [viewer.id]);
  await eventually(
    () => expect(stream.events.at(-1)).toMatchObject({ event: "close", data: { reason: "changed" } }),
    1_000,
  );
});

test("what happened while the database was away is heard when it is back", async () => {
  const stream = listen(await signIn("member"));
  await stream.ready();
  wire.cut();
  await change("people", "per_meanwhile");
  await new Promise((resolve) => setTimeout(resolve, 300));
  wire.mend();
  await eventually(() => expect(stream.heard()).toContain("per_meanwhile"), 6_000);
});
