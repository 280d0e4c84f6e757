import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePath, describeBrowser } from "@/lib/auth/rules";

describe("where to go after signing in", () => {
  test.each(["/agents", "/people/per_1?tab=sign-ins#x", "/", "/a//b"])("keeps %j", (path) =>
    expect(choosePath(path)).toBe(path),
  );

  test.each([
    "//evil.example",
    "//evil.example/agents",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    " /agents",
    "/.//evil.example",
    "/x/..//evil.example",
    "/api/auth/callback/oidc",
    "/api",
    "/sign-in",
    "/sign-in/link?token=x",
    `/${"a".repeat(3_000)}`,
    null,
    undefined,
  ])("goes home instead of %j", (path) => expect(choosePath(path)).toBe("/"));

  test("never leaves the host, whatever is asked for", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      "//",
      "\t",
      "\n",
      "@",
      ":",
      "?",
      "#",
      ".",
      "..",
      "evil.example",
      "http:",
      "%2f",
      "%5c",
      " ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 8 }), (parts) => {
        const path = choosePath(parts.join(""));
        expect(new URL(path, "https://ambit.test").origin).toBe("https://ambit.test");
        expect(path).toMatch(/^\/(?!\/)/);
      }),
      { numRuns: 3_000 },
    );
  });
});

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "Edge 126 on Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    "Safari 17 on macOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Chrome 126 on Android",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 on Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.0.0 Mobile/15E148 Safari/604.1",
    "Chrome 126 on iPhone",
  ],
  ["curl/8.5.0", "Unknown browser"],
  ["", "Unknown browser"],
])("%j is %j", (userAgent, words) => expect(describeBrowser(userAgent)).toBe(words));
