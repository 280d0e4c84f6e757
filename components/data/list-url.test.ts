import { describe, expect, it } from "vitest";
import { describeFilter, isFiltered, type ListDefinition, readListUrl, writeListQuery } from "./list-url";

const role = {
  key: "role",
  label: "Role is",
  kind: "choice",
  options: [
    { value: "admin", label: "admin" },
    { value: "auditor", label: "auditor" },
  ],
} as const;
const definition: ListDefinition = {
  sorts: ["name", "-name"],
  filters: [role, { key: "from", label: "From", kind: "day" }, { key: "actor", label: "Actor is", kind: "text" }],
};
const read = (search: string) => readListUrl(definition, new URLSearchParams(search));

describe("list URL", () => {
  it("reads repeated keys, sort, search and cursor", () => {
    expect(read("q=ana&sort=-name&role=admin&role=auditor&cursor=abc")).toEqual({
      q: "ana",
      sort: "-name",
      cursor: "abc",
      filters: { role: ["admin", "auditor"] },
    });
  });
  it("drops what the list does not know, so that an old link still opens", () => {
    expect(read("sort=age&role=king&colour=red&from=2026-13-40&actor=%20")).toEqual({
      q: "",
      sort: "name",
      cursor: "",
      filters: {},
    });
  });
  it("writes what the operation expects: lists for choices, one value otherwise, no empty keys", () => {
    expect(writeListQuery(definition, read("q=%20&role=admin&from=2026-11-21"))).toEqual({
      role: ["admin"],
      from: "2026-11-21",
      sort: "name",
      limit: 50,
    });
  });
  it("knows when nothing is filtered", () => {
    expect(isFiltered(read("sort=-name&cursor=x"))).toBe(false);
    expect(isFiltered(read("role=admin"))).toBe(true);
  });
  it("names values by their labels", () => {
    expect(describeFilter(role, ["admin", "auditor"])).toEqual({ label: "Role is", value: "admin or auditor" });
  });
});
