import { describe, expect, it } from "vitest";
import { explainViewQuery, writeViewQuery } from "@/lib/views/rules";

describe("the query of a view", () => {
  it("is written in one way, without where one stands in the list", () => {
    const search = new URLSearchParams("state=draft&q=&owner=me&cursor=abc&gap=b&gap=a&view=viw_1&limit=50");
    expect(writeViewQuery(search)).toBe("gap=a&gap=b&owner=me&state=draft");
  });

  it.each(["", "q=a%20b", "gap=no_deputy&owner=me", "q=%E2%80%AE"])("%j may be kept", (query) =>
    expect(explainViewQuery(query)).toBeUndefined(),
  );

  it.each([
    ["?q=a", "before the first key"],
    ["q=a&cursor=x", "cursor is not part"],
    ["view=viw_1", "view is not part"],
    ["__proto__=x", "no list has"],
    ["q=a\u0000", "control"],
    [`q=${"x".repeat(1_499)}`, "At most 1500"],
    [`q=${"語".repeat(400)}`, "At most 1500"],
  ])("%j is refused", (query, words) => expect(explainViewQuery(query)).toContain(words));
});
