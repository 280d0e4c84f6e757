import { expect, test } from "vitest";
import { csvColumnNames, csvColumns, readColumn } from "@/lib/imports/rules";
import { drop } from "@/lib/imports/testing/drop";

test("columns are read under the names other tables give them", () => {
  const [agent] = drop({
    "a.csv": "Agent;Owner;Deputy;Purpose;Env\nRefunds;Ada@X.io;ben@x.io;Pays back;staging",
  }).agents;
  expect(agent).toMatchObject({
    name: "Refunds",
    owner_email: "ada@x.io",
    deputy_email: "ben@x.io",
    purpose: "Pays back",
    environment: "staging",
  });
});

test("no two columns share a name, and each is found by all of its names", () => {
  const all = csvColumnNames.flatMap((name) => [name, ...csvColumns[name]]);
  expect(new Set(all).size).toBe(all.length);
  for (const name of csvColumnNames) {
    for (const other of [name, ...csvColumns[name]]) expect(readColumn(other.toUpperCase())?.column).toBe(name);
  }
});

test("the own name of a column comes before another name for it", () => {
  const draft = drop({ "a.csv": "owner,name,owner_email\nAda Lovelace,A,ada@x.io" });
  expect(draft.agents[0]?.owner_email).toBe("ada@x.io");
  expect(draft.findings.map(({ detail }) => detail)).toEqual([
    "The column `owner` says the same as `owner_email`, which was read.",
  ]);
});

test("each column that is not read is named by itself, those of owners first", () => {
  const draft = drop({ "a.csv": "name,cost,product manager,colour,kind\nA,1,Ada,red,robot" });
  expect(draft.findings.map(({ id, line, detail }) => [id, line, /`([^`]*)`/.exec(detail)?.[1]])).toEqual([
    ["owner_column", 1, "product manager"],
    ["extra_column", 1, "cost"],
    ["extra_column", 1, "colour"],
    ["unknown_kind", 2, "kind"],
  ]);
});

test("an environment or owner nobody knows is asked about, and never made up", () => {
  const draft = drop({ "a.csv": "name,environment,owner\nA,moonbase,Ada Lovelace\nB,staging,b@x.io" });
  const [first, second] = draft.agents;
  expect(first).not.toHaveProperty("environment");
  expect(first).not.toHaveProperty("owner_email");
  expect(first?.unclear).toEqual([
    { field: "owner_email", said: "Ada Lovelace" },
    { field: "environment", said: "moonbase" },
  ]);
  expect(second).not.toHaveProperty("unclear");
  expect(draft.findings.map(({ detail }) => detail.endsWith("until then it is not imported."))).toEqual([true, true]);
});

test("two rows of one name with owners that are no addresses are two agents", () => {
  const draft = drop({ "a.csv": "name,owner\nA,Ada\nA,Ben" });
  expect(draft.agents.map(({ key }) => key)).toEqual(["named:a|ada", "named:a|ben"]);
});
