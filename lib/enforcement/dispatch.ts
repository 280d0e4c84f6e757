import { judgeConsolePath } from "@/lib/enforcement/console-paths";
import { type PlaneOperation, type PlanePath, planePaths } from "@/lib/enforcement/paths";

export type Role = "all" | "console" | "enforcement" | "worker";

/** What a request line and two headers say; all that routing may depend on. */
export type RequestLine = {
  method: string;
  url: string;
  authorization: string | undefined;
  cookie: string | undefined;
};

export type Route =
  | { kind: "plane"; operation: PlaneOperation; name: string }
  | { kind: "console" }
  | { kind: "wrong_role"; answeredBy: string }
  | { kind: "unknown" }
  | { kind: "wrong_method"; operation?: PlaneOperation; allow: readonly string[] }
  | { kind: "unknown_method" }
  | { kind: "malformed"; detail: string };

type Entry = PlanePath & { operation: PlaneOperation; pattern: RegExp };

const entries: readonly Entry[] = planePaths.map((path) => ({ ...path, pattern: compilePath(path.path) }));
const fixedPaths = new Map<string, Entry[]>();
for (const entry of entries)
  if (!/[{*]/.test(entry.path)) fixedPaths.set(entry.path, [...(fixedPaths.get(entry.path) ?? []), entry]);
const openPaths = entries.filter((entry) => /[{*]/.test(entry.path));

/**
 * Decides who answers. Paths are compared as they came, byte for byte: `//healthz`, `/healthz/` and `/%68ealthz` are
 * other paths, so nothing that a proxy in front judged under one name is answered here under another.
 */
export function chooseRoute(line: RequestLine, role: Role): Route {
  // Absolute form for our own host has become a path before; the rest is for proxies.
  if (!line.url.startsWith("/")) return { kind: "malformed", detail: "The request target must be a path." };
  const end = line.url.indexOf("?");
  const path = end === -1 ? line.url : line.url.slice(0, end);
  const found = fixedPaths.get(path) ?? openPaths.filter((entry) => entry.pattern.test(path));
  const entry = found.find(({ methods }) => takesMethod(methods, line.method));
  if (entry) return enterPlane(entry, path, line, role);
  const first = found[0];
  if (!first || found.some(({ shared }) => shared)) return leaveToConsole(line, role);
  if (first.token && isBrowserCall(line)) return leaveToConsole(line, role);
  return {
    kind: "wrong_method",
    operation: first.operation,
    allow: found.flatMap(({ methods }) => listMethods(methods)),
  };
}

function enterPlane(entry: Entry, path: string, line: RequestLine, role: Role): Route {
  if (entry.token && isBrowserCall(line)) return leaveToConsole(line, role);
  if (entry.roles === "enforcement" && role !== "all" && role !== "enforcement")
    return { kind: "wrong_role", answeredBy: "enforcement or all" };
  return { kind: "plane", operation: entry.operation, name: entry.pattern.exec(path)?.[1] ?? "" };
}

/** What Next cannot read it answers with a bare 500, so it is refused before: paths that do not decode, methods it does not know. */
function leaveToConsole({ method, url }: RequestLine, role: Role): Route {
  if (role !== "all" && role !== "console") return { kind: "wrong_role", answeredBy: "console or all" };
  if (!isDecodable(url)) return { kind: "malformed", detail: "The path is not percent-encoded UTF-8." };
  const [path = ""] = url.split("?", 1);
  const route = judgeConsolePath(method, path);
  return route.kind === "console" && !consoleMethods.has(method) ? { kind: "unknown_method" } : route;
}

const consoleMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function isDecodable(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

/** Somebody signed in with a browser looks at a page whose address a machine's path happens to have. */
function isBrowserCall({ authorization, cookie }: RequestLine): boolean {
  return authorization === undefined && cookie !== undefined && /(?:^|;\s*)(?:__Host-)?ambit-session=/.test(cookie);
}

function takesMethod(methods: PlanePath["methods"], method: string): boolean {
  return methods === "any" || methods.includes(method === "HEAD" ? "GET" : method);
}

function listMethods(methods: PlanePath["methods"]): readonly string[] {
  if (methods === "any") return [];
  return methods.includes("GET") ? [...methods, "HEAD"] : methods;
}

/** `{name}` is one segment without escapes, a last `*` any rest. The paths are ours, so the pattern is linear. */
function compilePath(path: string): RegExp {
  const escaped = path.replaceAll(".", "\\.").replace("{name}", "([\\w.-]{1,128})").replace("/*", "(/.*)");
  return new RegExp(`^${escaped}$`);
}
