import { isDevelopment } from "@/lib/config/mode";

/** What Next does with a request: answers it, has nothing there, or has other methods there. */
type ConsoleRoute = { kind: "console" } | { kind: "unknown" } | { kind: "wrong_method"; allow: readonly string[] };

const reading = ["GET", "HEAD"] as const;
const known = { kind: "console" } as const;

/** Routes whose answer is not an operation's; the dispatcher of operations knows its own methods. */
const routes: Readonly<Record<string, readonly string[]>> = {
  "/api/openapi.json": reading,
  "/api/docs": reading,
  // Next would open a stream for HEAD too, and nobody would close it.
  "/api/v1/events": ["GET"],
  "/api/auth/link": ["POST"],
  "/api/auth/invitation": ["POST"],
  // A look ahead would spend the attempt to sign in.
  "/api/auth/callback/oidc": ["GET"],
};
const dispatched = /^\/(?:api\/v1\/.|scim\/v2(?:\/|$))/;

/** Only machines ask here, in whatever spelling: a page that says "not found" to people would be no answer to them. */
const machinePath = /^\/(?:api|\.well-known|scim|access\/v1|opa|oauth|enforce|cli)(?:\/|$)/i;

/** Everything else is a page, which is read and nothing else; the tools of development post to addresses of their own. */
const developmentPath = /^\/(?:_next|__next)/;

export function judgeConsolePath(method: string, path: string): ConsoleRoute {
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (methods) return judgeMethod(method, methods);
  if (dispatched.test(path)) return known;
  if (machinePath.test(path)) return { kind: "unknown" };
  if (isDevelopment && developmentPath.test(path)) return known;
  return judgeMethod(method, reading);
}

function judgeMethod(method: string, allow: readonly string[]): ConsoleRoute {
  return allow.includes(method) ? known : { kind: "wrong_method", allow };
}
