import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { createDatabase } from "@/lib/db/testing/test-server";

/** Postgres's internal type `"char"`, which the adapter refuses. It passes as `uuid`, which no system table holds. */
const internalChar = 18;
const uuid = 2950;

export type Datamodel = { path: string; content: string };

/**
 * Prisma's schema engine as WebAssembly: the one it downloads cannot be had on a closed network.
 * It works in two databases made for it here, never in one that holds data, because it empties its shadow.
 */
export async function openSchemaEngine(
  serverUrl: string,
  datamodels: readonly Datamodel[],
): Promise<glue.SchemaEngine> {
  await (loaded ??= loadWebAssembly());
  const main = await createDatabase(serverUrl, `drift_${randomUUID()}`);
  const shadow = await createDatabase(serverUrl, `drift_shadow_${randomUUID()}`);
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connectAdapter(main),
    connectToShadowDb: () => connectAdapter(shadow),
  };
  const pairs = datamodels.map(({ path: name, content }): [string, string] => [name, content]);
  return glue.SchemaEngine.new({ datamodels: pairs }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

/** Once a process: a second instance behind the same glue code panics. */
let loaded: Promise<void> | undefined;

async function loadWebAssembly(): Promise<void> {
  // The engine reports a panic through this global.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const binary = await readFile(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(binary, { "./schema_engine_bg.js": { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
}

async function connectAdapter(url: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 2, idleTimeoutMillis: 100 });
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: async (config: pg.QueryArrayConfig, values: unknown[]) => {
      const result = await query(config, values);
      for (const field of result.fields) if (field.dataTypeID === internalChar) field.dataTypeID = uuid;
      return result;
    },
  });
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  const nameChars = async (sql: SqlQuery): Promise<SqlResultSet> => {
    const result = await queryRaw(sql);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  // The adapter's own executeScript splits at every `;`, also inside comments and function bodies.
  const executeScript = async (script: string): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query(script);
    } finally {
      client.release();
    }
  };
  return Object.assign(adapter, { executeScript, queryRaw: nameChars });
}
