import { describe, expect, it } from "vitest";
import { readListUrl } from "@/components/data/list-url";
import { ListPeopleQuery } from "@/lib/people/schema";
import { definePeopleList, readPeopleQuery } from "./person-filters";

const team = { id: "tea_01KAKZ3F5R8W1E7T4Y6V2B9N0P", name: "Payments" };

function read(search: string) {
  return readPeopleQuery(readListUrl(definePeopleList([team]), new URLSearchParams(search)));
}

describe("the URL of the list of people", () => {
  it("becomes a query that the API takes", () => {
    const query = read(`q=kofi&role=admin&role=auditor&state=invited&team=${team.id}&sort=-created_at&cursor=abc`);
    expect(query).toEqual({
      q: "kofi",
      role: ["admin", "auditor"],
      state: ["invited"],
      team: [team.id],
      sort: "-created_at",
      cursor: "abc",
      limit: 50,
    });
    expect(ListPeopleQuery.safeParse(query).success).toBe(true);
  });

  it("drops what nobody knows, so that an old link still opens", () => {
    expect(read("role=owner&state=gone&team=tea_other&sort=email&q=%20")).toEqual({ sort: "name", limit: 50 });
  });
});
