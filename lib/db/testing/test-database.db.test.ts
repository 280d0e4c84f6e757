import { expect, test } from "vitest";
import { openTestDatabase } from "./test-database";

const { db, owner, appUrl } = await openTestDatabase();

test("the services' role reads what migrations made", async () => {
  const environments = await db.environment.findMany({ orderBy: { name: "asc" } });
  expect(environments.map((environment) => environment.name)).toEqual(["production", "sandbox", "staging"]);
});

test("the services' role is not the owner", async () => {
  await expect(db.$executeRaw`truncate audit_events`).rejects.toThrow(/permission denied/);
  await expect(db.$executeRaw`create table sneaky (id int)`).rejects.toThrow(/permission denied/);
  expect(new URL(appUrl).username).toBe("ambit_app");
});

test("each file has a database of its own", async () => {
  const { rows } = await owner.query<{ name: string }>("select current_database() as name");
  expect(rows[0]?.name).toMatch(/^test_/);
});
