import { describe, expect, it } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { readCsv } from "@/lib/http/csv";
import { expectProblem } from "@/lib/http/testing/expect-problem";
import { openTestApi, personWith } from "@/lib/http/testing/team-api";

const { db } = await openTestDatabase();
const api = openTestApi(db);
const admin = personWith(["admin"]);
const member = personWith(["member"]);

async function createTeam(slug: string): Promise<void> {
  const { status } = await api.send("POST", "/api/v1/teams", { as: admin, body: { slug, name: slug } });
  expect(status).toBe(201);
}

describe("a list", () => {
  it("is paged by keyset and loses and repeats nothing when rows come in between", async () => {
    for (const name of ["p1", "p3", "p5"]) await createTeam(name);
    const slugs = "slug=p1&slug=p3&slug=p5&slug=p0&slug=p4";
    const page = async (cursor = "") => {
      const response = await api.send("GET", `/api/v1/teams?limit=2&${slugs}${cursor}`, { as: member });
      return (await response.json()) as { data: { slug: string }[]; next_cursor: string | null };
    };
    const first = await page();
    await createTeam("p0");
    await createTeam("p4");
    const second = await page(`&cursor=${first.next_cursor}`);
    expect([first, second].map(({ data }) => data.map(({ slug }) => slug))).toEqual([
      ["p1", "p3"],
      ["p4", "p5"],
    ]);
    expect(second.next_cursor).toBeNull();
  });

  it("tells all faults of the query", async () => {
    const response = await api.send(
      "GET",
      "/api/v1/teams?limit=0&slug=A&slug=ok&colour=red&cursor=a&cursor=b&__proto__=1",
      { as: member },
    );
    const { errors } = await expectProblem(response, 400, "invalid_input");
    const faults = (errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(faults.toSorted()).toEqual([
      "/__proto__ unknown_field",
      "/colour unknown_field",
      "/cursor repeated",
      "/limit too_small",
      "/slug/0 invalid_format",
    ]);
    const tampered = await api.send("GET", "/api/v1/teams?cursor=abc", { as: member });
    expect(await expectProblem(tampered, 400, "invalid_input")).toMatchObject({ errors: [{ pointer: "/cursor" }] });
  });
});

describe("a query", () => {
  it.each([
    ["limit=1e1", "/limit invalid_type"],
    ["limit=1.0", "/limit invalid_type"],
    ["limit=%201", "/limit invalid_type"],
    ["limit=+1", "/limit invalid_type"],
    ["limit=0x1f", "/limit invalid_type"],
    ["limit=", "/limit invalid_type"],
    ["slug=%ff", "/slug invalid_encoding"],
    ["slug=%zz", "/slug invalid_encoding"],
    ["slug=ok-slug&slug=%C0%AF", "/slug invalid_encoding"],
    ["%ff=1", "/%ff unknown_field"],
    ["__proto__=1", "/__proto__ unknown_field"],
    ["constructor", "/constructor unknown_field"],
    ["format=xml", "/format invalid_value"],
    ["format=csv&format=csv", "/format repeated"],
    ["slug=%00", "/slug invalid_character"],
  ])("takes no %s", async (query, expected) => {
    const forms = [{}, { "x-ambit-path": `/api/v1/teams?${query}` }];
    for (const [index, headers] of forms.entries()) {
      // What Next hands on may have been mended on the way; the target as it came in counts.
      const path = index === 0 ? `/api/v1/teams?${query}` : "/api/v1/teams";
      const response = await api.send("GET", path, { as: admin, headers });
      const { errors } = await expectProblem(response, 400, "invalid_input");
      expect((errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
        expected,
      ]);
    }
  });

  it("takes plain digits, escapes and plus signs", async () => {
    await createTeam("plain-query");
    const response = await api.send("GET", "/api/v1/teams?&limit=010&slug=plain%2Dquery&", { as: member });
    expect(await response.json()).toMatchObject({ data: [{ slug: "plain-query" }] });
  });
});

describe("a list as a file", () => {
  it("leaves nothing behind when only its head is asked for, or another site's page asks", async () => {
    const before = api.exports.count;
    const head = await api.send("HEAD", "/api/v1/teams?format=csv", { as: admin });
    expect([head.status, head.headers.get("content-disposition")]).toEqual([200, 'attachment; filename="teams.csv"']);
    for (const site of ["cross-site", "same-site"]) {
      const headers = { "sec-fetch-site": site };
      const led = await api.send("GET", "/api/v1/teams?format=csv", { as: admin, headers });
      await expectProblem(led, 403, "cross_site_request");
      expect((await api.send("GET", "/api/v1/teams", { as: admin, headers })).status).toBe(200);
    }
    expect(api.exports.count).toBe(before);
    const own = { "sec-fetch-site": "same-origin" };
    expect((await api.send("GET", "/api/v1/teams?format=csv", { as: admin, headers: own })).status).toBe(200);
    expect(api.exports.count).toBe(before + 1);
  });

  it("comes whole as a file for those who may export", async () => {
    await createTeam("export-me");
    for (const send of [
      api.send("GET", "/api/v1/teams?format=csv&slug=export-me", { as: admin }),
      api.send("GET", "/api/v1/teams?slug=export-me", { as: admin, headers: { accept: "text/csv" } }),
    ]) {
      const response = await send;
      expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
      expect(response.headers.get("content-disposition")).toBe('attachment; filename="teams.csv"');
      expect(readCsv(await response.text())).toEqual([
        ["slug", "name"],
        ["export-me", "export-me"],
      ]);
    }
    await expectProblem(await api.send("GET", "/api/v1/teams?format=csv", { as: member }), 403, "forbidden");
    await expectProblem(await api.send("GET", "/api/v1/teams?format=xml", { as: admin }), 400, "invalid_input");
  });
});

describe("a file", () => {
  it("is sent as it comes, under a name that cannot break the header", async () => {
    const response = await api.send("GET", "/api/v1/test-files/whole");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="a_b__c.txt"');
    expect(await response.text()).toBe("one\ntwo\n");
  });

  it("that breaks off ends as broken, not as whole, and is noted", async () => {
    const response = await api.send("GET", "/api/v1/test-files/broken");
    await expect(response.text()).rejects.toThrow("the second line failed");
    expect(api.notes.map(({ error }) => String(error))).toContain("Error: the second line failed");
  });
});
