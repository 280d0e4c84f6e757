/**
 * What importing costs: checking and writing 10,000 new agents, the same rows again unchanged, and once more with every
 * row changed, through the services of the server.
 * Run: node --conditions=react-server --import tsx bench/imports.ts [rows]
 */
import { PrismaPg } from "@prisma/adapter-pg";
import { performance } from "node:perf_hooks";
import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/core/ids";
import type { PersonViewer } from "@/lib/core/viewer";
import { PrismaClient } from "@/lib/db/generated/client";
import { createDatabase, startTestServer } from "@/lib/db/testing/test-server";
import type { ImportRowInput } from "@/lib/imports/schema";
import { carryOut, createImport, getImport, runImport } from "@/lib/imports/service";
import { migrate } from "@/prisma/migrate";

const count = Number(process.argv[2] ?? 10_000);
process.env["AMBIT_SECRET"] ??= "benchmark".repeat(5);

const makeRows = (purpose: string): ImportRowInput[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `csv:row-${at}`,
    name: `Warehouse helper ${at}`,
    purpose: `${purpose} in hall ${at % 40}.`,
    kind: "custom",
    model_providers: ["Anthropic"],
    tools: [{ name: "stock.read", server: "", effect: "approve", hard: false, origin: `agents.csv:${at + 2}` }],
    origins: ["agents.csv"],
  }));

async function measure<T>(words: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${words}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

const server = await startTestServer();
try {
  const url = await createDatabase(server.ownerUrl, "bench_imports");
  await migrate(url);
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 4 }) });
  const id = newId("person");
  const at = new Date();
  await db.person.create({
    data: {
      id,
      email: "bench@example.org",
      name: "Bench",
      state: "active",
      roles: ["member"],
      createdAt: at,
      updatedAt: at,
    },
  });
  const signIn = { id: newId("signIn"), method: "link", authenticatedAt: at } as const;
  const viewer: PersonViewer = { kind: "person", id, roles: ["member"], leads: [], signIn };
  const openCtx = (): Ctx => ({ viewer, requestId: newId("request"), now: new Date(), db });

  for (const [words, purpose] of [
    ["new", "Counts"],
    ["unchanged", "Counts"],
    ["changed", "Sorts"],
  ] as const) {
    const rows = makeRows(purpose);
    const input = { sources: [], environment: "sandbox" as const, rows };
    const checked = await measure(`${count} ${words} rows checked`, () => createImport(openCtx(), input));
    if (checked.abilities.includes("run")) {
      await runImport(openCtx(), checked.id, undefined);
      const run = { attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
      await measure(`${count} ${words} rows written`, () => carryOut(db, checked.id, run));
    }
    const { state, plans, results } = await getImport(openCtx(), checked.id);
    console.log(JSON.stringify({ state, plans, results }));
  }
  await db.$disconnect();
} finally {
  await server.stop();
}
