import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readFaults } from "@/lib/http/input/faults";

const schema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(5)),
  email: z.email(),
  roles: z.array(z.enum(["member", "admin"])).check(z.minLength(1)),
  limit: z.number().check(z.int(), z.lte(200)),
  slug: z.string().check(z.regex(/^[a-z]+$/, "Lower-case letters only.")),
  team: z.optional(z.strictObject({ "a/b": z.boolean() })),
});

const faultsOf = (value: unknown) => {
  const parsed = z.safeParse(schema, value);
  return parsed.success ? [] : readFaults(parsed.error, value);
};

describe("readFaults", () => {
  it("tells every fault, where it is, in plain words", () => {
    expect(
      faultsOf({ name: "", email: "x", roles: ["boss"], limit: 201, slug: "A", team: { "a/b": 1 }, extra: 1 }),
    ).toEqual([
      { pointer: "/name", code: "too_small", detail: "Must not be empty." },
      { pointer: "/email", code: "invalid_format", detail: "Must be an email address." },
      { pointer: "/roles/0", code: "invalid_value", detail: "Must be one of member, admin." },
      { pointer: "/limit", code: "too_big", detail: "Must be at most 200." },
      { pointer: "/slug", code: "invalid_format", detail: "Lower-case letters only." },
      { pointer: "/team/a~1b", code: "invalid_type", detail: "Must be true or false." },
      { pointer: "/extra", code: "unknown_field", detail: "No such field." },
    ]);
  });

  it("says what is missing", () => {
    expect(faultsOf({ name: "toolong", roles: [], limit: 1.5, slug: 5 })).toEqual([
      { pointer: "/name", code: "too_big", detail: "At most 5 characters." },
      { pointer: "/email", code: "required", detail: "This field is required." },
      { pointer: "/roles", code: "too_small", detail: "At least 1 entry." },
      { pointer: "/limit", code: "invalid_type", detail: "Must be a whole number." },
      { pointer: "/slug", code: "invalid_type", detail: "Must be a string." },
    ]);
    expect(
      z
        .safeParse(z.object({ a: z.enum(["x"]), b: z.union([z.string(), z.number()]) }), {})
        .error?.issues.map(({ message }) => message),
    ).toEqual(["This field is required.", "This field is required."]);
    expect(faultsOf(undefined)).toEqual([{ pointer: "", code: "required", detail: "This field is required." }]);
    expect(faultsOf([])).toEqual([{ pointer: "", code: "invalid_type", detail: "Must be an object." }]);
  });
});
