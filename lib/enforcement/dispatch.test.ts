import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseRoute, type RequestLine, type Role } from "@/lib/enforcement/dispatch";
import { planePaths } from "@/lib/enforcement/paths";

const line = (method: string, url: string, more: Partial<RequestLine> = {}): RequestLine => ({
  method,
  url,
  authorization: undefined,
  cookie: undefined,
  ...more,
});
const kind = (role: Role, method: string, url: string, more: Partial<RequestLine> = {}) =>
  chooseRoute(line(method, url, more), role).kind;
const browser = { cookie: "theme=dark; ambit-session=abc" };

test.each([
  ["all", "GET", "/healthz", "plane"],
  ["worker", "GET", "/healthz", "plane"],
  ["console", "HEAD", "/readyz?verbose=1", "plane"],
  ["enforcement", "GET", "/metrics", "plane"],
  ["all", "POST", "/healthz", "wrong_method"],
  ["all", "OPTIONS", "/healthz", "wrong_method"],
  ["all", "GET", "/", "console"],
  ["worker", "GET", "/", "wrong_role"],
  ["enforcement", "GET", "/people", "wrong_role"],
  ["console", "GET", "/api/v1/policy", "wrong_role"],
  ["all", "GET", "/api/v1/policy", "plane"],
  ["all", "GET", "/api/openapi.json", "console"],
  ["all", "POST", "/api/v1/enrolments", "console"],
  ["all", "POST", "/api/v1/sessions", "plane"],
  ["all", "GET", "/api/v1/sessions", "console"],
  ["all", "POST", "/api/v1/sessions/ses_01/end", "plane"],
  ["all", "GET", "/access/v1/requests/arq_01", "plane"],
  ["all", "GET", "/access/v1/requests/arq_01/x", "unknown"],
  ["all", "GET", "/access/v1/requests/", "unknown"],
  ["all", "PURGE", "/enforce/http/any/path", "plane"],
  ["all", "GET", "/enforce/httpx", "unknown"],
  ["worker", "GET", "/api/nothing", "wrong_role"],
] as const)("role %s: %s %s goes to %s", (role, method, url, expected) => {
  expect(kind(role, method, url)).toBe(expected);
});

test.each([
  "//healthz",
  "/healthz/",
  "/%68ealthz",
  "/./healthz",
  "/healthz%2f",
  "/healthz;x=1",
  "/HEALTHZ",
  "/x/../healthz",
  "/%2e/healthz",
])("%s is another path", (url) => {
  expect(kind("all", "GET", url)).toBe("console");
  expect(kind("worker", "GET", url)).toBe("wrong_role");
});

test.each(["http://localhost/healthz", "*", "healthz", "", "localhost:443"])("the target %s is refused", (url) => {
  expect(kind("all", "GET", url)).toBe("malformed");
});

test.each([
  "/api",
  "/api/",
  "/api/v1",
  "/api/v1/",
  "/api/v2/people",
  "/api/V1/people",
  "/API/v1/people",
  "/Api/docs",
  "/api/docs/more",
  "/api/auth/nope",
  "/api/constructor",
  "/.well-known/nope",
  "/scim/v1/Users",
  "/oauth/nope",
])("nothing is at the machine's address %s, whoever asks", (url) => {
  for (const more of [{}, browser])
    for (const method of ["GET", "POST"]) expect(kind("all", method, url, more)).toBe("unknown");
});

test("an address of the plane that a browser's session asks for is left to operations of that path, and else nothing", () => {
  expect(kind("all", "POST", "/access/v1/evaluation", browser)).toBe("unknown");
  expect(kind("all", "GET", "/opa/bundles/production.tar.gz", browser)).toBe("unknown");
  expect(kind("all", "GET", "/api/v1/policy", browser)).toBe("console");
});

test.each([
  ["/people", ["GET", "HEAD"]],
  ["/apiary", ["GET", "HEAD"]],
  ["/api/docs", ["GET", "HEAD"]],
  ["/api/openapi.json", ["GET", "HEAD"]],
  ["/api/v1/events", ["GET"]],
  ["/api/auth/link", ["POST"]],
  ["/api/auth/invitation", ["POST"]],
  ["/api/auth/callback/oidc", ["GET"]],
])("%s knows %j alone", (url, allow) => {
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
    const route = chooseRoute(line(method, url, browser), "all");
    expect(route).toEqual(allow.includes(method) ? { kind: "console" } : { kind: "wrong_method", allow });
  }
});

test("operations and the directory's door know their methods themselves, but none that Next cannot read", () => {
  for (const url of ["/api/v1/people", "/scim/v2", "/scim/v2/Users"]) {
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) expect(kind("all", method, url)).toBe("console");
    for (const method of ["TRACE", "PURGE"]) expect(kind("all", method, url)).toBe("unknown_method");
  }
});

describe("a browser's session", () => {
  test("without Authorization means the console, where a token is needed", () => {
    expect(kind("all", "GET", "/api/v1/policy", browser)).toBe("console");
    expect(kind("all", "DELETE", "/api/v1/policy", browser)).toBe("console");
    expect(kind("all", "POST", "/api/v1/decisions", { cookie: "__Host-ambit-session=x" })).toBe("console");
    expect(kind("enforcement", "GET", "/api/v1/policy", browser)).toBe("wrong_role");
  });
  test("beside Authorization changes nothing", () => {
    expect(kind("all", "GET", "/api/v1/policy", { ...browser, authorization: "Bearer x" })).toBe("plane");
  });
  test("changes nothing for health, metrics and discovery", () => {
    for (const url of ["/healthz", "/readyz", "/metrics", "/.well-known/jwks.json"])
      expect(kind("all", "GET", url, browser)).toBe("plane");
  });
  test("is not seen in a cookie of another name", () => {
    expect(kind("all", "GET", "/api/v1/policy", { cookie: "not-ambit-session=x" })).toBe("plane");
  });
});

test("405 names every method of the path", () => {
  expect(chooseRoute(line("PUT", "/healthz"), "all")).toEqual({
    kind: "wrong_method",
    operation: "getHealth",
    allow: ["GET", "HEAD"],
  });
});

test("no listed path hides another", () => {
  for (const { operation, methods, path } of planePaths) {
    const url = path.replace("{name}", "one").replace("*", "rest");
    const method = methods === "any" ? "GET" : methods[0];
    expect(chooseRoute(line(method, url), "all")).toMatchObject({ kind: "plane", operation });
  }
});

test("nothing a caller writes makes routing throw, and only listed paths enter the plane", () => {
  const known =
    /^\/(healthz|readyz|metrics|enrol|\.well-known\/|cli\/|oauth\/|opa\/|access\/v1\/|enforce\/http|api\/v1\/)/;
  const property = fc.property(
    fc.string({ unit: "binary" }),
    fc.constantFrom("GET", "POST", "CONNECT", "x"),
    (text, method) => {
      const url = `/${text}`;
      return chooseRoute(line(method, url), "all").kind !== "plane" || known.test(url);
    },
  );
  expect(fc.check(property)).toMatchObject({ failed: false });
});

test.each([
  ["GET", "/api/v1/people/%zz"],
  ["GET", "/people/%C0%AF?tab=teams"],
])("refuses what Next would fail on: %s %s", (method, url) => {
  expect(kind("all", method, url)).toBe("malformed");
});

test("leaves a query to the console as it is", () => {
  expect(kind("all", "GET", "/people?q=100%")).toBe("console");
});
