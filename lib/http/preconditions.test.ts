import { describe, expect, it } from "vitest";
import { isNotModified, readIfMatch, writeEtag } from "@/lib/http/preconditions";

const codeOf = (header: string | null): unknown => {
  try {
    return readIfMatch(header);
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe("readIfMatch", () => {
  it.each<[string | null, unknown]>([
    [null, "version_required"],
    ["*", "version_required"],
    [" * ", "version_required"],
    ['"v3"', [3]],
    ['"v3.k2FaBc_-9012"', [3]],
    ['"v3", "v4.abc" ,"v4"', [3, 4]],
    ['W/"v3"', []],
    ['W/"v3", "v4"', [4]],
    ['"other"', []],
    ['"v3x"', []],
    ['"v03"', []],
    ['"v0"', []],
    ['"v0.k2FaBc_-9012"', []],
    ['"v99","v0"', [99]],
    [', "v3",,"v4" ,', [3, 4]],
    [",", "invalid_input"],
    ['"a,b", "v3"', [3]],
    ["v3", "invalid_input"],
    ['"v3', "invalid_input"],
    ["", "invalid_input"],
    ['"v3";"v4"', "invalid_input"],
    ['"v9999999999"', []],
    [Array.from({ length: 9 }, (_, i) => `"v${i}"`).join(","), "invalid_input"],
  ])("%s", (header, expected) => {
    expect(codeOf(header)).toEqual(expected);
  });
});

describe("isNotModified", () => {
  const etag = writeEtag(3, '{"a":1}');

  it("knows its own tag, in lists and weak too", () => {
    expect(etag).toMatch(/^"v3\.[\w-]{12}"$/);
    expect(isNotModified(etag, etag)).toBe(true);
    expect(isNotModified(`"x", W/${etag}`, etag)).toBe(true);
    expect(isNotModified("*", etag)).toBe(true);
    expect(isNotModified(`"x",,${etag},`, etag)).toBe(true);
  });

  it("takes what is no list of tags for nothing, and does not fail on it", () => {
    for (const header of ["v3", "", '"v3', `${etag} ${etag}`, " ".repeat(10_000) + "x"])
      expect(isNotModified(header, etag)).toBe(false);
  });

  it("differs when the body does, as between two viewers of one version", () => {
    expect(isNotModified(etag, writeEtag(3, '{"a":2}'))).toBe(false);
    expect(isNotModified('"v3"', etag)).toBe(false);
    expect(isNotModified(null, etag)).toBe(false);
  });
});
