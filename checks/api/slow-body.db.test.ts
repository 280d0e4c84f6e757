import { expect, it } from "vitest";
import { handlers } from "@/app/api/v1/[...path]/handlers";
import type { Viewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "@/lib/http/api";
import { operations } from "@/lib/openapi/operations";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

it("who sends the last byte of a slow body is asked again who they are, and acts then", async () => {
  const { viewer: admin } = await actAs(db, "admin");
  let viewer: Viewer = admin;
  let clock = Date.now();
  const answer = createApi({
    operations,
    handlers,
    authenticate: async () => viewer,
    openDatabase: () => db,
    readSettings: () => ({ publicUrl: "http://localhost:3000", trustedProxies: [] }),
    note: () => undefined,
    readTime: () => new Date(clock),
  });
  /** The rest of the body comes seconds after its beginning, when `meanwhile` has happened. */
  const send = async (name: string, meanwhile: () => void): Promise<number> => {
    const parts = [`{"na`, `me":"${name}"}`].map((part) => new TextEncoder().encode(part));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const part = parts.shift();
        if (part === undefined) return controller.close();
        if (parts.length === 0) {
          clock += 5_000;
          meanwhile();
        }
        return controller.enqueue(part);
      },
    });
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body, duplex: "half" };
    return (await answer(new Request("http://localhost:3000/api/v1/teams", init))).status;
  };

  expect(await send("Still here", () => undefined)).toBe(201);
  const team = await db.team.findFirstOrThrow({ where: { name: "Still here" } });
  expect(team.createdAt.getTime()).toBe(clock);
  const ended = await send("Gone", () => void (viewer = { kind: "anonymous" }));
  expect([ended, await db.team.count({ where: { name: "Gone" } })]).toEqual([401, 0]);
});
