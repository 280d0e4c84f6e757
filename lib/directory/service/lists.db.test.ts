import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { connectDirectory } from "@/lib/directory/testing/scim";

const { db } = await openTestDatabase();
const directory = await connectDirectory(db);
const ids: string[] = [];

beforeAll(async () => {
  for (let number = 1; number <= 7; number++) {
    const more = {
      externalId: `E${number}`,
      name: { givenName: `Given${number}`, familyName: number % 2 === 0 ? "Even" : "Odd" },
    };
    ids.push((await directory.addUser(`u${number}`, { ...more, active: number !== 3 })).id);
  }
  await directory.addGroup("Risk", ids[0] ?? "", ids[1] ?? "");
  await directory.addGroup("100%_team", ids[1] ?? "");
});
beforeEach(async () => {
  await db.rateLimit.deleteMany();
});

const names = async (filter: string) =>
  (await directory.find(filter)).body.Resources.map((one) => String(one["userName"]).split("@")[0]);

describe("filters", () => {
  test.each([
    ['userName eq "U1@CORP.example"', ["u1"]],
    ['externalId eq "E2"', ["u2"]],
    ['externalId eq "e2"', []],
    ['emails.value eq "u4@corp.example"', ["u4"]],
    ['emails eq "u4@corp.example"', ["u4"]],
    ['emails[type eq "work" and value sw "u5"]', ["u5"]],
    ['emails[type eq "home"]', []],
    ["active eq false", ["u3"]],
    ['active eq "False"', ["u3"]],
    ['name.familyName eq "even" and active eq true', ["u2", "u4", "u6"]],
    ['not (name.familyName eq "Even") and not (userName sw "u1")', ["u3", "u5", "u7"]],
    ['userName eq "u1@corp.example" or userName eq "u2@corp.example" and active eq false', ["u1"]],
    ['displayName co "given6"', ["u6"]],
    ['displayName co "%"', []],
    ['userName ew "7@corp.example"', ["u7"]],
    ['externalId ne "E1" and externalId pr and userName lt "u3@corp.example"', ["u2"]],
    ['meta.created gt "2090-01-01T00:00:00Z"', []],
    ['meta.created lt "0000-01-01T00:00:00Z"', []],
    ['meta.created gt "9999-12-31T23:59:59-14:00"', []],
    ['meta.lastModified gt "0001-01-01T00:00:00+14:00" and userName sw "u1@"', ["u1"]],
    ['userName eq "x\' or 1=1 --"', []],
    ['userName eq "\\\\"', []],
  ])("%s", async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test("reach through groups, both ways", async () => {
    const { body } = await directory.find('displayName eq "risk"', "Groups");
    const groupId = body.Resources[0]?.id ?? "";
    expect(await names(`groups.value eq "${groupId}"`)).toEqual(["u1", "u2"]);
    const found = async (filter: string) =>
      (await directory.find(filter, "Groups")).body.Resources.map((one) => one["displayName"]);
    expect(await found(`members.value eq "${ids[1]}"`)).toEqual(["Risk", "100%_team"]);
    expect(await found(`id eq "${groupId}" and members eq "${ids[0]}"`)).toEqual(["Risk"]);
    expect(await found(`members[value eq "${ids[0]}"] and displayName pr`)).toEqual(["Risk"]);
    expect(await found('displayName sw "100%_"')).toEqual(["100%_team"]);
    expect(await found('displayName co "0_t"')).toEqual([]);
  });

  test.each([
    "userName",
    'nickName eq "x"',
    'constructor eq "x"',
    'constructor[value eq "x"]',
    '__proto__[value eq "x"]',
    'emails[constructor eq "x"]',
    "userName eq 7",
    "active gt true",
    'active eq "perhaps"',
    'meta.created gt "yesterday"',
    'active co "t"',
    `userName eq "${"x".repeat(5_000)}"`,
    Array.from({ length: 200 }, (_, at) => `userName eq "${at}"`).join(" or "),
    `${"(".repeat(500)}active eq true${")".repeat(500)}`,
    'userName eq "\0"',
  ])("are refused with invalidFilter: %s", async (filter) => {
    expect((await directory.find(filter)).body).toMatchObject({ status: "400", scimType: "invalidFilter" });
  });
});

describe("pages", () => {
  const page = async (query: string) => (await directory.call("GET", `/Users?${query}`)).body;

  test("hold everybody once, also while others join", async () => {
    const found: string[] = [];
    for (let startIndex = 1; startIndex <= 7; startIndex += 2) {
      const body = await page(`startIndex=${startIndex}&count=2`);
      expect([body.totalResults >= 7, body["startIndex"]]).toEqual([true, startIndex]);
      found.push(...body.Resources.map(({ id }) => id));
      await directory.addUser(`joiner${startIndex}`);
    }
    expect(found.slice(0, 7)).toEqual(ids);
    expect(new Set(found).size).toBe(found.length);
  });

  test.each([
    ["count=0", { itemsPerPage: 0, Resources: [] }],
    ["count=-5", { itemsPerPage: 0 }],
    ["startIndex=0&count=1", { startIndex: 1, itemsPerPage: 1 }],
    ["startIndex=900&count=5", { startIndex: 900, itemsPerPage: 0 }],
    ["count=99999&sortBy=userName&unknown=1", { startIndex: 1 }],
    ["count=many", { status: "400", scimType: "invalidValue" }],
  ])("%s", async (query, expected) => {
    expect(await page(query)).toMatchObject(expected);
  });

  test("hold what was asked for, also by a search in a body", async () => {
    const only = await page("attributes=userName&count=1");
    expect(Object.keys(only.Resources[0] ?? {}).toSorted()).toEqual(["id", "schemas", "userName"]);
    const groups = (await directory.call("GET", "/Groups?excludedAttributes=members")).body.Resources;
    expect(groups.map(({ members }) => members)).toEqual([undefined, undefined]);
    const { status, body } = await directory.call("POST", "/Users/.search", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter: 'userName sw "u"',
      attributes: ["displayName"],
      count: 1,
      startIndex: 2,
    });
    expect([status, body.Resources[0]]).toEqual([200, expect.objectContaining({ displayName: "Given2 Even" })]);
    expect((await directory.call("POST", "/Groups/.search", { filter: 7 })).body.scimType).toBe("invalidFilter");
  });
});

describe("bodies", () => {
  const post = async (body: string, headers?: Record<string, string>) =>
    (await directory.call("POST", "/Users", body, headers)).body;

  test("that are not what they should be are refused, and nothing is half done", async () => {
    const before = await db.person.count();
    const deep = `${'{"name":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    for (const body of [
      "{",
      "[]",
      '"x"',
      "",
      deep,
      '{"userName":"a@b.example","userName":"c@d.example"}',
      '{"__proto__":{"admin":true}}',
    ])
      expect(await post(body)).toMatchObject({ status: "400", scimType: "invalidSyntax" });
    expect(await post("userName=x", { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({
      status: "415",
    });
    expect(await post(JSON.stringify({ userName: "x".repeat(3_000_000) }))).toMatchObject({ status: "413" });
    expect((await post('{"userName":"plain@corp.example"}', { "content-type": "application/json" })).id).toMatch(
      /^per_/,
    );
    expect(await db.person.count()).toBe(before + 1);
  });

  test("of a thousand operations are refused, and so are those that fail at the end", async () => {
    const add = { op: "add", path: "displayName", value: "Changed" };
    const many = await directory.patch(`/Users/${ids[0]}`, ...Array.from({ length: 1_000 }, () => add));
    expect(many.body).toMatchObject({ status: "400", scimType: "tooMany" });
    expect((await directory.patch(`/Users/${ids[0]}`, add, { op: "remove" })).body.scimType).toBe("noTarget");
    expect((await directory.call("GET", `/Users/${ids[0]}`)).body["displayName"]).toBe("Given1 Odd");
  });
});
