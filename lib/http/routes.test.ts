import { describe, expect, it } from "vitest";
import type { Operation } from "@/lib/http/operation";
import { buildRoutes, findRoute, listMethods } from "@/lib/http/routes";

const operation = (id: string, method: Operation["method"], path: Operation["path"]): Operation => ({
  id,
  method,
  path,
  summary: id,
  tag: "test",
  access: { kind: "public" },
  status: 204,
  example: {},
});
const routes = buildRoutes({
  read: operation("read", "GET", "/api/v1/people/{id}"),
  change: operation("change", "PATCH", "/api/v1/people/{id}"),
  me: operation("me", "GET", "/api/v1/people/me"),
  end: operation("end", "POST", "/api/v1/people/{id}/end"),
});
const idOf = (path: string) => findRoute(routes, path)?.byMethod.get("GET")?.id;

describe("findRoute", () => {
  it("prefers the literal path and decodes parameters once", () => {
    expect(idOf("/api/v1/people/me")).toBe("me");
    expect(idOf("/api/v1/people/you")).toBe("read");
    expect(findRoute(routes, "/api/v1/people/a%2Fb%2520")?.params).toEqual({ id: "a/b%20" });
  });

  it.each([
    "/api/v1/people",
    "/api/v1/people/",
    "/api/v1/people//end",
    "/api/v1/people/%zz",
    "/api/v1/people/%C0%AF",
    "/api/v1/people/a/b/c",
    "/",
  ])("knows nothing at %s", (path) => {
    expect(findRoute(routes, path)).toBeUndefined();
  });

  it("lists methods, HEAD and OPTIONS too", () => {
    expect(routes.map((route) => listMethods(route).join(" "))).toEqual([
      "GET HEAD OPTIONS",
      "GET HEAD OPTIONS PATCH",
      "OPTIONS POST",
    ]);
  });

  it("refuses two operations at one place", () => {
    const twice = { a: operation("a", "GET", "/a"), b: operation("b", "GET", "/a") };
    expect(() => buildRoutes(twice)).toThrow("Two operations answer GET /a.");
  });
});
