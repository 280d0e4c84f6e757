import fc from "fast-check";
import type { JsonMembers } from "@/lib/policy/rules";

const names = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "length",
  "redacted",
  "password",
  "token",
  "",
  "amount",
);

/** What no column and no canonical form likes: NUL, halves of characters, marks that turn text around. */
export const hostileText = fc.oneof(
  names,
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\0",
    "a\0b",
    "\ud800",
    "b\udc00c",
    "\u202e",
    "-0",
    "1e999",
    "sk_live_".repeat(50),
    "eyJ".repeat(200),
  ),
);

const { json } = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    hostileText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.array(fc.tuple(fc.oneof(names, hostileText), tie("json")), { maxLength: 4 }).map(toObject),
}));

function toObject(entries: readonly (readonly [string, unknown])[]): { [name: string]: unknown } {
  return Object.fromEntries(entries);
}

/** As JSON.parse makes it: a member named __proto__ is a member. */
export const hostileMembers = fc
  .array(fc.tuple(fc.oneof(names, hostileText), json), { maxLength: 6 })
  .map((entries) => JSON.parse(JSON.stringify(toObject(entries))) as JsonMembers);
