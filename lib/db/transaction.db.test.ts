import { expect, test } from "vitest";
import { isOvertaken } from "@/lib/db/overtaken";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

type Lock = (tx: Tx, id: string) => Promise<unknown>;
const byStatement: Lock = (tx, id) => tx.$queryRaw`select id from people where id = ${id} for update`;
const byPrisma: Lock = (tx, id) => tx.person.update({ where: { id }, data: { name: "Held" } });

/** Each takes its first row, and its second only when the other has its first. Answers how often they ran. */
async function cross(lock: Lock, ids: readonly [string, string]): Promise<number> {
  let [runs, held] = [0, 0];
  let open: () => void = () => undefined;
  const bothHold = new Promise<void>((resolve) => (open = resolve));
  const walk = (mine: string, other: string) =>
    inTransaction({ db }, async (tx) => {
      runs++;
      await lock(tx, mine);
      if (++held === 2) open();
      await bothHold;
      await lock(tx, other);
    });
  await Promise.all([walk(ids[0], ids[1]), walk(ids[1], ids[0])]);
  return runs;
}

test.each([
  ["statements of our own", byStatement],
  ["Prisma's writes", byPrisma],
])("two that lock against each other by %s both come through", async (_, lock) => {
  const [one, two] = [await makePerson(db), await makePerson(db)];
  expect(await cross(lock, [one.id, two.id])).toBe(3);
});

test("what is overtaken again and again is told so in the end, and what failed otherwise is not tried again", async () => {
  const count = async (error: Error) => {
    let runs = 0;
    const run = inTransaction({ db }, () => {
      runs++;
      return Promise.reject(error);
    });
    await expect(run).rejects.toBe(error);
    return runs;
  };
  const crossed = Object.assign(new Error("could not serialize access"), { code: "40001" });
  expect(await count(crossed)).toBe(4);
  expect(isOvertaken(crossed)).toBe(true);
  expect(await count(new Error("Something else"))).toBe(1);
});
