import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { PersonViewer, Viewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { createApi } from "@/lib/http/api";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import type { Handlers } from "@/lib/http/handler";
import { reply } from "@/lib/http/reply";
import { teamOperations } from "@/lib/http/testing/team-operations";
import type { RequestNote } from "@/lib/telemetry/requests";

type TeamRow = { id: string; slug: string; name: string; version: number };
const present = ({ id, slug, name, version }: TeamRow) => ({ id, slug, name, version, abilities: ["read"] });

async function readTeam(ctx: Ctx, id: string) {
  const row = await ctx.db.team.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", "There is no such team.");
  return present(row);
}

async function listTeams(ctx: Ctx, query: { limit: number; cursor?: string | undefined; slug?: string[] | undefined }) {
  const [name, id] = query.cursor === undefined ? ["", ""] : decodeCursor("teams:name", query.cursor).map(String);
  const after = { OR: [{ name: { gt: name ?? "" } }, { name: name ?? "", id: { gt: id ?? "" } }] };
  const where = { ...after, ...(query.slug ? { slug: { in: query.slug } } : {}) };
  const rows = await ctx.db.team.findMany({ where, orderBy: [{ name: "asc" }, { id: "asc" }], take: query.limit + 1 });
  const page = cutPage(rows, query.limit, "teams:name", (row) => [row.name, row.id]);
  return { data: page.rows.map(present), next_cursor: page.nextCursor };
}

async function createTeam(ctx: Ctx, body: { slug: string; name: string }, pause: Promise<void>) {
  await authorize(ctx, "teams.create");
  const id = newId("team");
  await pause;
  return inTransaction(ctx, async (tx) => {
    if (await tx.team.findUnique({ where: { slug: body.slug } })) throw new AppError("conflict", "The slug is taken.");
    const row = await tx.team.create({ data: { id, ...body, createdAt: ctx.now, updatedAt: ctx.now } });
    await record(tx, ctx, { type: "team.created", subjectId: id });
    return present(row);
  });
}

async function renameTeam(ctx: Ctx, id: string, name: string, version: number) {
  const { count } = await ctx.db.team.updateMany({ where: { id, version }, data: { name, version: version + 1 } });
  if (count === 0) throw new AppError("stale_version", "Somebody changed the team first.");
  return readTeam(ctx, id);
}

export type TestApi = {
  send: (method: string, path: string, options?: Send) => Promise<Response>;
  notes: RequestNote[];
  /** How often a whole list was taken. */
  exports: { count: number };
  /** What a create waits for before it writes; a test sets it to hold one open. */
  gate: { pause: Promise<void> };
};
export type Send = { as?: Viewer; headers?: Record<string, string>; body?: unknown; raw?: RequestInit["body"] };

/** The real wrapper over real rows. Who calls is told by the test, since sign-in is not what is tested here. */
export function openTestApi(db: Database, readTime: () => Date = () => new Date()): TestApi {
  const notes: RequestNote[] = [];
  const exports = { count: 0 };
  const gate = { pause: Promise.resolve() };
  let viewer: Viewer = { kind: "anonymous" };
  const handlers: Handlers<typeof teamOperations> = {
    list: {
      run: (ctx, { query }) => listTeams(ctx, query),
      csv: async (ctx, { query }) => {
        exports.count += 1;
        return toTable((await listTeams(ctx, query)).data);
      },
    },
    read: (ctx, { params }) => readTeam(ctx, params.id),
    create: { run: (ctx, { body }) => createTeam(ctx, body, gate.pause), again: readTeam },
    rename: (ctx, { params, body, version }) => renameTeam(ctx, params.id, body.name, version),
    signIn: async (_ctx, _input, { address }) =>
      reply({ address }, { cookies: [{ name: "__Host-test", value: "a;b", maxAgeSeconds: 60 }] }),
    end: async () => undefined,
    download: async (_ctx, { params }) => ({
      mediaType: "text/plain",
      name: 'a"b\r\nc.txt',
      content: writeLines(params.kind === "broken"),
    }),
    fail: async (_ctx, { params }) => {
      if (params.kind === "throw") throw new Error("secret internals");
      return { a: JSON.parse("1") as string };
    },
  };
  const answer = createApi({
    operations: teamOperations,
    handlers,
    authenticate: async () => viewer,
    openDatabase: () => db,
    readSettings: () => ({ publicUrl: "https://ambit.test", trustedProxies: [] }),
    note: (_id, note) => notes.push(note),
    readTime,
  });
  const send = async (method: string, path: string, options: Send = {}): Promise<Response> => {
    viewer = options.as ?? { kind: "anonymous" };
    return answer(buildRequest(method, path, options));
  };
  return { send, notes, exports, gate };
}

async function* writeLines(breaks: boolean): AsyncGenerator<string> {
  yield "one\n";
  if (breaks) throw new Error("the second line failed");
  yield "two\n";
}

function toTable(teams: readonly TeamRow[]) {
  return { header: ["slug", "name"], rows: teams.map((team) => [team.slug, team.name]) };
}

function buildRequest(method: string, path: string, { headers, body, raw }: Send): Request {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const init: RequestInit & { duplex: "half" } = { method, headers: { ...type, ...headers }, duplex: "half" };
  return new Request(`https://ambit.test${path}`, content === undefined ? init : { ...init, body: content });
}

export function personWith(roles: PersonViewer["roles"], more: Partial<PersonViewer> = {}): PersonViewer {
  return {
    kind: "person",
    id: newId("person"),
    roles,
    leads: [],
    signIn: { id: newId("signIn"), method: "link", authenticatedAt: new Date() },
    ...more,
  };
}
