import { describe, expect, it } from "vitest";
import { handlers } from "@/app/api/v1/[...path]/handlers";
import { permissions } from "@/lib/access/permissions";
import { type Fault, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type PersonViewer, roles, type Viewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "@/lib/http/api";
import { buildUrl } from "@/lib/http/client";
import type { Operation } from "@/lib/http/operation";
import { writeInputSchema } from "@/lib/openapi/json-schema";
import { operations } from "@/lib/openapi/operations";

const { db } = await openTestDatabase();
const walked = Object.values<Operation>(operations).filter(({ plane }) => !plane);
const rows = walked.map((operation) => [operation.id, operation] as const);
const failures: unknown[] = [];
let viewer: Viewer = { kind: "anonymous" };
const answer = createApi({
  operations,
  handlers,
  authenticate: async () => viewer,
  openDatabase: () => db,
  readSettings: () => ({ publicUrl: "http://localhost:3000", trustedProxies: [] }),
  // A 503 that a service answers on purpose is no failure.
  note: (_id, { error }) => void (error === undefined || isAppError(error) || failures.push(error)),
});

type Change = { as?: Viewer; body?: unknown; query?: Record<string, unknown> };

/** Sends the operation's own example, as somebody, with a part of it changed. */
async function send(
  operation: Operation,
  change: Change = {},
): Promise<{ status: number; problem: { type?: string; errors?: Fault[] } }> {
  viewer = change.as ?? { kind: "anonymous" };
  const { params = {}, query = {}, body = operation.example.body } = { ...operation.example, ...change };
  const headers: Record<string, string> = {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(operation.versioned === "write" ? { "if-match": '"v1"' } : {}),
  };
  const init = { method: operation.method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await answer(new Request(`http://localhost:3000${buildUrl(operation, { params, query })}`, init));
  const isProblem = response.headers.get("content-type") === "application/problem+json";
  const problem = isProblem ? ((await response.json()) as { type?: string; errors?: Fault[] }) : {};
  if (!isProblem) await response.body?.cancel();
  return { status: response.status, problem };
}

/** Exists in the database, so that whatever a service writes about them fits. */
async function makePerson(held: PersonViewer["roles"]): Promise<PersonViewer> {
  const now = new Date();
  const id = newId("person");
  await db.person.create({
    data: {
      id,
      name: "Walker",
      email: `${id.toLowerCase()}@example.org`,
      state: "active",
      roles: [...held],
      createdAt: now,
      updatedAt: now,
    },
  });
  return {
    kind: "person",
    id,
    roles: held,
    leads: [],
    signIn: { id: newId("signIn"), method: "link", authenticatedAt: now },
  };
}

describe.each(rows)("%s", (_id, operation) => {
  it.runIf(operation.access.kind !== "public")("is 401 without a session", async () => {
    expect(await send(operation)).toMatchObject({
      status: 401,
      problem: { type: "urn:ambit:problem:unauthenticated" },
    });
  });

  it.runIf(operation.access.kind === "permission")("is 403 without the permission", async () => {
    if (operation.access.kind !== "permission") return;
    const judgedByService = "relations" in permissions[operation.access.action] && !operation.access.target;
    const { status } = await send(operation, { as: await makePerson([]) });
    // A relation to a thing that does not exist cannot be judged: the service may say so first.
    expect(judgedByService ? [403, 404] : [403]).toContain(status);
  });

  it.runIf(operation.body)("is 400 with every fault of the body, the unknown field by name", async () => {
    const required = operation.body ? (writeInputSchema(operation.body).required ?? []) : [];
    const { status, problem } = await send(operation, { as: await makePerson(roles), body: { walk_unknown: 1 } });
    expect(status).toBe(400);
    const faults = (problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(faults).toEqual(
      expect.arrayContaining(["/walk_unknown unknown_field", ...required.map((name) => `/${name} required`)]),
    );
  });

  it("is 400 with every unknown query key by name", async () => {
    const { status, problem } = await send(operation, { as: await makePerson(roles), query: { walk_a: 1, walk_b: 2 } });
    expect(status).toBe(400);
    expect((problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(
      expect.arrayContaining(["/walk_a unknown_field", "/walk_b unknown_field"]),
    );
  });

  it("answers its example without failing", async () => {
    failures.length = 0;
    const { status } = await send(operation, { as: await makePerson(roles) });
    expect(failures).toEqual([]);
    expect(status).not.toBe(500);
  });
});

it("walked something", () => {
  expect(walked.length).toBeGreaterThan(0);
});
