import { describe, expect, it } from "vitest";
import { cleanName, describePerson } from "@/lib/directory/rules/person";
import { project, readProjection } from "@/lib/directory/rules/projection";

describe("describePerson", () => {
  it.each([
    [{ emails: [{ value: "a@x.example" }, { value: "B@x.example", primary: true }] }, "b@x.example"],
    [{ emails: [{ value: "a@x.example" }, { value: "b@x.example", type: "work" }] }, "b@x.example"],
    [{ emails: [{ value: "a@x.example" }, { value: "b@x.example" }] }, "a@x.example"],
    [{}, "ada@x.example"],
  ])("takes the address of %j", (parts, email) => {
    expect(describePerson({ userName: "Ada@x.example", ...parts }).email).toBe(email);
  });

  it("lets the address follow a user name that was it, and no other", () => {
    const emails = [{ value: "ada@x.example", type: "work", primary: true }];
    const held = { userName: "Ada@x.example", email: "ada@x.example" };
    expect(describePerson({ userName: "new@x.example", emails }, held).email).toBe("new@x.example");
    expect(describePerson({ userName: "new@x.example", emails }, { ...held, userName: "ada" }).email).toBe(
      "ada@x.example",
    );
    expect(describePerson({ userName: "ada", emails }, held).email).toBe("ada@x.example");
  });

  it("refuses somebody without an address or a user name", () => {
    expect(() => describePerson({ userName: "ada" })).toThrow(/e-mail address/);
    expect(() => describePerson({ displayName: "Ada" })).toThrow(/userName/);
  });

  it.each([
    [{ displayName: "Ada L.", name: { formatted: "Lady Ada" } }, "Ada L."],
    [{ name: { formatted: "Lady Ada", givenName: "A" } }, "Lady Ada"],
    [{ name: { givenName: "Ada", familyName: "Byron" } }, "Ada Byron"],
    [{ displayName: "\u200b\u202e" }, "ada@x.example"],
  ])("names %j", (parts, name) => {
    expect(describePerson({ userName: "ada@x.example", ...parts }).name).toBe(name);
  });

  it("leaves out characters that hide, and what is too long", () => {
    expect(cleanName("A\u202eda\u0000\n L.")).toBe("Ada L.");
    expect(cleanName("x".repeat(119) + "😀").length).toBe(119);
  });
});

describe("projection", () => {
  const resource = { schemas: ["s"], id: "1", displayName: "G", members: [{ value: "a", display: "A" }], meta: {} };
  it.each([
    [["displayName"], [], { schemas: ["s"], id: "1", displayName: "G" }],
    [["members.value"], [], { schemas: ["s"], id: "1", members: [{ value: "a" }] }],
    [["urn:ietf:params:scim:schemas:core:2.0:Group:displayName,id"], [], { schemas: ["s"], id: "1", displayName: "G" }],
    [[], ["members", "meta"], { schemas: ["s"], id: "1", displayName: "G" }],
    [[], ["members.display", "id"], { ...resource, members: [{ value: "a" }] }],
    [["nothing"], [], { schemas: ["s"], id: "1" }],
  ])("%j without %j", (only, without, expected) => {
    expect(project(resource, readProjection(only, without))).toEqual(expected);
  });

  it("is one or the other", () => {
    expect(() => readProjection(["a"], ["b"])).toThrow(/not both/);
  });
});
