import type { Method, Operation } from "@/lib/http/operation";

export type Route = { segments: readonly string[]; byMethod: ReadonlyMap<string, Operation> };
export type FoundRoute = Route & { params: Readonly<Record<string, string>> };

const isParameter = (segment: string): boolean => segment.startsWith("{");

/** Operations by path; where two paths fit, the one that is literal earlier comes first (`/people/me` before `/people/{id}`). */
export function buildRoutes(operations: Readonly<Record<string, Operation>>): readonly Route[] {
  const byPath = new Map<string, Map<string, Operation>>();
  for (const operation of Object.values(operations)) {
    const byMethod = byPath.get(operation.path) ?? new Map<Method, Operation>();
    if (byMethod.has(operation.method)) throw new Error(`Two operations answer ${operation.method} ${operation.path}.`);
    byPath.set(operation.path, byMethod.set(operation.method, operation));
  }
  return [...byPath]
    .map(([path, byMethod]): Route => ({ segments: path.split("/").slice(1), byMethod }))
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

const rank = (route: Route): string => route.segments.map((segment) => (isParameter(segment) ? "1" : "0")).join("");

export function findRoute(routes: readonly Route[], pathname: string): FoundRoute | undefined {
  const given = pathname.split("/").slice(1).map(decodeSegment);
  for (const route of routes) {
    if (route.segments.length !== given.length) continue;
    const params = matchSegments(route.segments, given);
    if (params) return { ...route, params };
  }
  return undefined;
}

/** GET brings HEAD, every path has OPTIONS. */
export function listMethods(route: Route): string[] {
  const methods = [...route.byMethod.keys()];
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted();
}

function matchSegments(
  segments: readonly string[],
  given: readonly (string | undefined)[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index];
    if (value === undefined || value === "") return undefined;
    if (isParameter(segment)) params[segment.slice(1, -1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}

/** A path that does not decode names nothing. */
function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
