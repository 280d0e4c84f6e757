import { expect, test } from "vitest";
import { decisionOperations } from "@/lib/decisions/operations";
import { DecisionPage } from "@/lib/decisions/schema";
import { findFresh, prepend } from "./use-held";

const [example] = DecisionPage.parse(decisionOperations.listDecisions.example.output).data;
if (!example) throw new Error("The operation has no example.");
const page = (...names: string[]) => ({
  data: names.map((id) => ({ ...example, id })),
  next_cursor: `after ${names.at(-1)}`,
});
const ids = ({ data }: { data: readonly { id: string }[] }) => data.map(({ id }) => id);

test("only what is newer than the newest that is shown is new", () => {
  expect(ids({ data: findFresh(page("dec_5", "dec_3"), page("dec_7", "dec_6", "dec_5", "dec_4")) })).toEqual([
    "dec_7",
    "dec_6",
  ]);
  expect(findFresh(page("dec_5"), page("dec_5"))).toEqual([]);
});

test("new rows go before those that are shown, which all stay with their next page", () => {
  const shown = prepend(page("dec_5", "dec_4", "dec_3"), page("dec_6", "dec_5", "dec_4"));
  expect(ids(shown)).toEqual(["dec_6", "dec_5", "dec_4", "dec_3"]);
  expect(shown.next_cursor).toBe("after dec_3");
});

test("a whole page of new rows stands alone, since others may lie between", () => {
  const shown = prepend(page("dec_2", "dec_1"), page("dec_9", "dec_8"));
  expect(ids(shown)).toEqual(["dec_9", "dec_8"]);
  expect(shown.next_cursor).toBe("after dec_8");
});
