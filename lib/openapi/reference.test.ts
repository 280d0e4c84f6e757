import { expect, it } from "vitest";
import { teamOperations } from "@/lib/http/testing/team-operations";
import { documented } from "@/lib/openapi/route-operations";
import { describeReference } from "@/lib/openapi/reference";

const [group] = describeReference(teamOperations);
const find = (id: string) => group?.entries.find((entry) => entry.id === id);

it("says who may and under what conditions", () => {
  expect(find("rename")).toMatchObject({
    who: "admin, a lead of the team (rename a team, add and remove its members).",
    notes: [
      "Needs a proof of identity at most 10 minutes old.",
      "Needs If-Match with the ETag that was read.",
      "Answers an ETag.",
    ],
  });
  expect(find("signIn")).toMatchObject({ who: "Anybody.", notes: ["At most 3 in 60 seconds per address."] });
  expect(find("end")).toMatchObject({ who: "Anybody signed in.", notes: ["Only with a person's own session."] });
});

it("lists fields with their rules, and an example to copy", () => {
  expect(
    find("list")?.lists.map(({ title, fields }) => [
      title,
      ...fields.map(({ name, type, words }) => `${name}: ${type} (${words})`),
    ]),
  ).toEqual([
    [
      "Query",
      "limit: integer (1 to 200, default 50)",
      "cursor: string (at most 500 characters)",
      "slug: list of string ()",
    ],
    ["Answer", "data: list of object ()", "next_cursor: string | null ()"],
  ]);
  expect(find("create")?.samples[0]).toEqual({
    title: "Request",
    text: 'POST /api/v1/teams\n\n{\n  "slug": "payments",\n  "name": "Payments"\n}',
  });
});

it("describes every operation of the product once", () => {
  const ids = describeReference(documented).flatMap(({ entries }) => entries.map(({ id }) => id));
  expect(ids.toSorted()).toEqual(Object.keys(documented).toSorted());
});
