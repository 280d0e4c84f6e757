import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutPage, decodeCursor, encodeCursor } from "@/lib/http/cursor";

const position = fc.array(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.integer(), fc.constant(null)), {
  minLength: 1,
  maxLength: 4,
});
const refusal = expect.objectContaining({
  code: "invalid_input",
  faults: [expect.objectContaining({ pointer: "/cursor", code: "invalid_cursor" })],
});
const attempt = (scope: string, cursor: string): unknown => {
  try {
    return decodeCursor(scope, cursor);
  } catch (error) {
    return error;
  }
};

describe("cursor", () => {
  it("gives back the position it was made from", () => {
    fc.assert(
      fc.property(
        position,
        (values) => void expect(decodeCursor("people:name", encodeCursor("people:name", values))).toEqual(values),
      ),
    );
  });

  it("says nothing in a URL that would need escaping", () => {
    fc.assert(fc.property(position, (values) => void expect(encodeCursor("people:name", values)).toMatch(/^[\w-]+$/)));
  });

  it("is refused when any character of it is another", () => {
    fc.assert(
      fc.property(
        position,
        fc.nat(),
        fc.constantFrom("A", "z", "0", "9", "-", "_", " ", "=", ".", "\u00e9"),
        (values, where, other) => {
          const cursor = encodeCursor("people:name", values);
          const at = where % cursor.length;
          fc.pre(cursor[at] !== other);
          expect(attempt("people:name", cursor.slice(0, at) + other + cursor.slice(at + 1))).toEqual(refusal);
        },
      ),
    );
  });

  it("is refused when it is cut, lengthened, of another list, or anything else", () => {
    const cursor = encodeCursor("people:name", ["a", "per_1"]);
    for (const wrong of [
      cursor.slice(0, -1),
      cursor.slice(1),
      `${cursor}A`,
      `${cursor}=`,
      ` ${cursor}`,
      "",
      "A",
      "%00",
    ]) {
      expect(attempt("people:name", wrong)).toEqual(refusal);
    }
    expect(attempt("people:created_at", cursor)).toEqual(refusal);
    fc.assert(fc.property(fc.string(), (text) => void expect(attempt("people:name", text)).toEqual(refusal)));
  });
});

describe("cutPage", () => {
  const rows = [1, 2, 3].map((id) => ({ id }));
  const cut = (limit: number) => cutPage(rows, limit, "rows:id", ({ id }) => [id]);

  it("has a cursor exactly when a row is left", () => {
    expect(cut(3)).toEqual({ rows, nextCursor: null });
    const page = cut(2);
    expect(page.rows).toEqual([{ id: 1 }, { id: 2 }]);
    expect(decodeCursor("rows:id", page.nextCursor ?? "")).toEqual([2]);
  });
});
