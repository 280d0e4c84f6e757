import { expect, test } from "vitest";
import * as z from "zod/mini";
import { AppError } from "@/lib/core/errors";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "@/lib/http/api";
import { defineOperation } from "@/lib/http/operation";

const { db } = await openTestDatabase();
const params = z.strictObject({ slug: z.string(), child: z.string() });
const answer = createApi({
  operations: {
    read: defineOperation({
      id: "read",
      method: "GET",
      path: "/api/v1/agents/{slug}/owners/{child}",
      summary: "Read",
      tag: "Test",
      access: { kind: "public" },
      params,
      query: z.strictObject({ old: z.string() }),
      status: 204,
      example: {},
    }),
  },
  handlers: {
    read: async (_ctx: unknown, { query: { old } }: { query: { old: string } }) => {
      throw new AppError("renamed", "It is called new now.", { members: { slug: old, renamed_to: "new" } });
    },
  },
  authenticate: async () => ({ kind: "anonymous" }),
  openDatabase: () => db,
  readSettings: () => ({ publicUrl: "https://ambit.test", trustedProxies: [] }),
  note: () => undefined,
});

test.each([
  ["refund", "/api/v1/agents/refund/owners/x", "/api/v1/agents/new/owners/x"],
  ["api", "/api/v1/agents/api/owners/x", "/api/v1/agents/new/owners/x"],
  ["agents", "/api/v1/agents/agents/owners/x", "/api/v1/agents/new/owners/x"],
  ["owners", "/api/v1/agents/owners/owners/x", "/api/v1/agents/new/owners/x"],
  ["v1", "/api/v1/agents/x/owners/v1", "/api/v1/agents/x/owners/new"],
  ["re-fund", "/api/v1/agents/re%2Dfund/owners/x", "/api/v1/agents/new/owners/x"],
  ["elsewhere", "/api/v1/agents/refund/owners/x", null],
])("%s at %s leads on to %s", async (old, path, expected) => {
  const response = await answer(new Request(`https://ambit.test${path}?old=${old}`));
  expect(response.status).toBe(308);
  expect(response.headers.get("location")).toBe(expected === null ? null : `${expected}?old=${old}`);
});
