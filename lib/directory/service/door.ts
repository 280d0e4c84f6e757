import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { getSettings } from "@/lib/config/settings";
import { type AppError, isAppError, problems } from "@/lib/core/errors";
import { idPattern } from "@/lib/core/ids";
import type { DirectoryViewer } from "@/lib/core/viewer";
import { hashToken } from "@/lib/crypto/one-time-token";
import { type Database, openDatabase } from "@/lib/db/client";
import { takeAttempt } from "@/lib/db/rate-limits";
import { inTransaction } from "@/lib/db/transaction";
import { findDirectoryByHash, writeLastUsed } from "@/lib/directory/repository";
import { judgeDirectory, type RefusalCause } from "@/lib/directory/rules";
import { ScimError, writeError } from "@/lib/directory/rules/scim-error";
import { type Answer, findScimRoute } from "@/lib/directory/service/routes";
import { log } from "@/lib/telemetry/log";
import { noteRequest } from "@/lib/telemetry/requests";

type Body = { value: unknown; faults: readonly { detail: string }[] };

/** What the route brings along from the console's own door: a domain does not reach for it. */
export type ScimParts = {
  chooseRequestId: (named: string | null) => string;
  readAddress: (headers: Headers) => string;
  readBody: (request: Request, maxBytes: number) => Promise<Body>;
  toAppError: (error: unknown) => AppError;
};

export const scimPath = "/scim/v2";
/** Twenty thousand members of a group, by id; a user needs far less. */
const maxBodyBytes = { Groups: 2 * 1024 * 1024, other: 128 * 1024 } as const;
const perMinute = 1_500;
const refusedPerMinute = 60;
const usedEveryMs = 60_000;
const mediaType = "application/scim+json";

/** The one door of the directory: who sends, how often, what goes wrong. Cookies mean nothing here. */
export function createScim(parts: ScimParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const now = new Date();
    const requestId = parts.chooseRequestId(request.headers.get("x-request-id"));
    const db = openDatabase();
    let ctx: Ctx<DirectoryViewer> | undefined;
    let answer: Answer;
    try {
      noteRequest(requestId, { operation: "scim" });
      const viewer = await admit({ viewer: stranger, requestId, now, db }, request, parts);
      ctx = { viewer, requestId, now, db };
      noteRequest(requestId, { viewerId: viewer.id });
      answer = await run(request, ctx, parts);
    } catch (error) {
      const refused = toScimError(error, parts);
      if (refused.cause !== undefined && refused.status >= 500) noteRequest(requestId, { error: refused.cause });
      if (ctx && refused.status === 409)
        await recordRefusal(ctx, request, error, refused).catch((fault: unknown) =>
          noteRequest(requestId, { error: fault }),
        );
      answer = { status: refused.status, body: writeError(refused), headers: refused.headers };
    }
    return respond(request, answer, requestId, now);
  };
}

const stranger = { kind: "anonymous" } as const;

async function admit(ctx: Ctx, request: Request, parts: ScimParts): Promise<DirectoryViewer> {
  const { db, now } = ctx;
  const sent = /^bearer +(\S+)$/i.exec(request.headers.get("authorization")?.trim() ?? "")?.[1];
  const hash = hashToken(sent);
  const row = hash ? await findDirectoryByHash(db, hash) : null;
  if (!row || judgeDirectory(row, now) !== "live") {
    const address = parts.readAddress(request.headers);
    await limit(db, now, `scim_refused:${address}`, refusedPerMinute);
    if (sent !== undefined) await recordStranger(ctx, request, address, row?.id ?? null);
    throw new Refusal(401, "The secret is missing, unknown, expired or revoked.", challenge(sent !== undefined));
  }
  await limit(db, now, `scim:${row.id}`, perMinute);
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > usedEveryMs) {
    writeLastUsed(db, row.id, now).catch((error: unknown) => log.warn({ err: error }, "last_used_at was not written"));
  }
  return { kind: "directory", id: row.id };
}

/** A secret that opens nothing is a denial like any other; once a minute for each address, or a guesser could fill the log. */
async function recordStranger(ctx: Ctx, { method }: Request, address: string, directory: string | null): Promise<void> {
  const rule = { key: `scim_denied:${address}`, limit: 1, windowSeconds: 60 };
  if (!(await takeAttempt(ctx.db, rule, ctx.now)).allowed) return;
  const subjectId = actionOf(method);
  const data = { cause: "directory_secret", directory };
  const personal = { personId: null, data: { address } };
  await inTransaction(ctx, (tx) => record(tx, ctx, { type: "access.denied", subjectId, data, personal }));
}

function actionOf(method: string): "people.read" | "people.deactivate" {
  return method === "GET" || method === "HEAD" ? "people.read" : "people.deactivate";
}

/** RFC 6750 3: an error is named only to those who sent something. */
function challenge(sent: boolean): Readonly<Record<string, string>> {
  return { "www-authenticate": `Bearer realm="ambit-scim"${sent ? ', error="invalid_token"' : ""}` };
}

async function limit(db: Database, now: Date, key: string, most: number): Promise<void> {
  const attempt = await takeAttempt(db, { key, limit: most, windowSeconds: 60 }, now);
  if (attempt.allowed) return;
  const retryAfter = String(Math.max(1, attempt.retryAfterSeconds));
  throw new Refusal(429, `At most ${most} requests in a minute.`, { "retry-after": retryAfter });
}

async function run(request: Request, ctx: Ctx<DirectoryViewer>, parts: ScimParts): Promise<Answer> {
  const url = new URL(request.url);
  const segments = readSegments(url.pathname);
  if (segments[0] === "Bulk" || segments[0] === "Me" || segments[0] === ".search")
    throw new ScimError(501, `/${segments[0]} is not supported. /ServiceProviderConfig says what is.`);
  const route = findScimRoute(segments);
  if (!route) throw new ScimError(404, "There is nothing at this address.");
  const allow = Object.keys(route.methods).join(", ");
  const method = request.method === "HEAD" ? "GET" : request.method;
  const handler = Object.entries(route.methods).find(([name]) => name === method)?.[1];
  if (!handler) throw new Refusal(405, `This address knows ${allow}.`, { allow });
  await authorize(ctx, actionOf(method));
  return handler(
    {
      ctx,
      base: `${getSettings().publicUrl}${scimPath}`,
      ifMatch: request.headers.get("if-match"),
      ifNoneMatch: request.headers.get("if-none-match"),
      query: url.searchParams,
      readBody: () => readJson(request, parts, segments[0] === "Groups" ? maxBodyBytes.Groups : maxBodyBytes.other),
    },
    route.id,
  );
}

function readSegments(pathname: string): string[] {
  const rest = pathname.slice(pathname.indexOf(scimPath) + scimPath.length);
  return rest
    .split("/")
    .filter((part) => part !== "")
    .map(decodeSegment);
}

/** The server has refused what does not decode; then it is no id of ours either. */
function decodeSegment(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function readJson(request: Request, parts: ScimParts, maxBytes: number): Promise<unknown> {
  const { value, faults } = await parts.readBody(request, maxBytes);
  const [first] = faults;
  if (first) throw new ScimError(400, first.detail, "invalidSyntax");
  if (value === undefined) throw new ScimError(400, "The body is missing.", "invalidSyntax");
  return value;
}

/** A refusal with headers of its own. */
class Refusal extends ScimError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>>, cause?: unknown) {
    super(status, detail);
    this.headers = headers;
    this.cause = cause;
  }
}

/** Next's bundle may hold another copy of our errors, so the table of problems decides, not `instanceof`. */
function toScimError(error: unknown, parts: ScimParts): ScimError & { headers: Readonly<Record<string, string>> } {
  if (error instanceof Refusal) return error;
  if (error instanceof ScimError) return Object.assign(error, { headers: error.status === 401 ? challenge(true) : {} });
  if (isUniqueViolation(error))
    return Object.assign(new ScimError(409, "Somebody else has it already.", "uniqueness"), { headers: {} });
  const failure = parts.toAppError(error);
  const { status } = problems[failure.code];
  const seconds = failure.retryAfterSeconds;
  const headers = seconds === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(seconds))) };
  return new Refusal(status, failure.message, headers, failure.cause ?? failure);
}

/** Postgres said it: somebody made the same at the same moment, in the console for example. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}

/** What a directory was told no stands in the log, so that its page can show it. A fault of what it wrote does not. */
async function recordRefusal(
  ctx: Ctx<DirectoryViewer>,
  request: Request,
  error: unknown,
  { status, scimType }: ScimError,
): Promise<void> {
  const [kind, id = ""] = readSegments(new URL(request.url).pathname);
  const person = kind === "Users" && idPattern("person").test(id) ? id : null;
  const lastAdmin = isAppError(error) && error.code === "last_admin";
  const cause: RefusalCause = lastAdmin ? "last_admin" : scimType === "uniqueness" ? "uniqueness" : "conflict";
  const data = { cause, person, status, method: request.method };
  await inTransaction(ctx, (tx) => record(tx, ctx, { type: "directory.refused", subjectId: ctx.viewer.id, data }));
}

function respond(request: Request, { status, body, headers = {} }: Answer, requestId: string, now: Date): Response {
  const all = new Headers({
    ...headers,
    "x-request-id": requestId,
    date: now.toUTCString(),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  if (status === 408 || status === 413) all.set("connection", "close");
  if (body !== undefined) all.set("content-type", `${mediaType};charset=utf-8`);
  const content = body === undefined || request.method === "HEAD" ? null : JSON.stringify(body);
  return new Response(content, { status, headers: all });
}
