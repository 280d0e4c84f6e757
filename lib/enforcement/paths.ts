/**
 * Every path of the enforcement plane (API.md 1 to 7), as data. The plane takes a request by exact method and path and
 * leaves everything else to the console. `roles`: health, metrics and discovery answer in every role, the rest where
 * enforcement runs. `token`: only machines with a token call it, so a browser's session without `Authorization` means
 * the console's page of that name. `shared`: the console has other methods on the same path.
 */
export const planePaths = [
  { operation: "getHealth", methods: ["GET"], path: "/healthz", roles: "every" },
  { operation: "getReadiness", methods: ["GET"], path: "/readyz", roles: "every" },
  { operation: "getMetrics", methods: ["GET"], path: "/metrics", roles: "every" },
  { operation: "getJwks", methods: ["GET"], path: "/.well-known/jwks.json", roles: "every" },
  { operation: "getKeyHistory", methods: ["GET"], path: "/.well-known/ambit-keys", roles: "every" },
  {
    operation: "getAuthzenConfiguration",
    methods: ["GET"],
    path: "/.well-known/authzen-configuration",
    roles: "every",
  },
  { operation: "getOauthMetadata", methods: ["GET"], path: "/.well-known/oauth-authorization-server", roles: "every" },
  { operation: "getCases", methods: ["GET"], path: "/api/v1/cases", roles: "enforcement" },
  { operation: "getCommandLine", methods: ["GET"], path: "/cli/ambit.mjs", roles: "enforcement" },
  { operation: "enrol", methods: ["POST"], path: "/enrol", roles: "enforcement" },
  { operation: "issueToken", methods: ["POST"], path: "/oauth/token", roles: "enforcement" },
  { operation: "revokeToken", methods: ["POST"], path: "/oauth/revoke", roles: "enforcement" },
  { operation: "introspectToken", methods: ["POST"], path: "/oauth/introspect", roles: "enforcement" },
  { operation: "getPolicy", methods: ["GET"], path: "/api/v1/policy", roles: "enforcement", token: true },
  { operation: "streamPolicy", methods: ["GET"], path: "/api/v1/policy/stream", roles: "enforcement", token: true },
  { operation: "getRevocations", methods: ["GET"], path: "/api/v1/revocations", roles: "enforcement", token: true },
  { operation: "getOpaBundle", methods: ["GET"], path: "/opa/bundles/{name}", roles: "enforcement", token: true },
  { operation: "reportOpaStatus", methods: ["POST"], path: "/opa/status", roles: "enforcement", token: true },
  { operation: "reportOpaLogs", methods: ["POST"], path: "/opa/logs", roles: "enforcement", token: true },
  { operation: "evaluate", methods: ["POST"], path: "/access/v1/evaluation", roles: "enforcement", token: true },
  { operation: "evaluateMany", methods: ["POST"], path: "/access/v1/evaluations", roles: "enforcement", token: true },
  { operation: "requestApproval", methods: ["POST"], path: "/access/v1/requests", roles: "enforcement", token: true },
  {
    operation: "getApprovalTask",
    methods: ["GET"],
    path: "/access/v1/requests/{name}",
    roles: "enforcement",
    token: true,
  },
  {
    operation: "cancelApprovalTask",
    methods: ["POST"],
    path: "/access/v1/requests/{name}/cancel",
    roles: "enforcement",
    token: true,
  },
  {
    operation: "startSession",
    methods: ["POST"],
    path: "/api/v1/sessions",
    roles: "enforcement",
    token: true,
    shared: true,
  },
  {
    operation: "endSession",
    methods: ["POST"],
    path: "/api/v1/sessions/{name}/end",
    roles: "enforcement",
    token: true,
  },
  { operation: "reportStatus", methods: ["POST"], path: "/api/v1/status", roles: "enforcement", token: true },
  {
    operation: "reportDecisions",
    methods: ["POST"],
    path: "/api/v1/decisions",
    roles: "enforcement",
    token: true,
    shared: true,
  },
  {
    operation: "reportTools",
    methods: ["POST"],
    path: "/api/v1/tools",
    roles: "enforcement",
    token: true,
    shared: true,
  },
  { operation: "forwardAuth", methods: "any", path: "/enforce/http", roles: "enforcement" },
  { operation: "forwardAuth", methods: "any", path: "/enforce/http/*", roles: "enforcement" },
] as const satisfies readonly PlanePath[];

export type PlanePath = {
  operation: string;
  methods: readonly string[] | "any";
  path: string;
  roles: "every" | "enforcement";
  token?: true;
  shared?: true;
};

export type PlaneOperation = (typeof planePaths)[number]["operation"];
