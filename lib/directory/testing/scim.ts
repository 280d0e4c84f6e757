import { setSettings } from "@/lib/auth/testing/settings";
import type { Database } from "@/lib/db/client";
import { createDirectory, createScim } from "@/lib/directory/service";
import { readBody, scimMediaType } from "@/lib/http/input/read-body";
import { toAppError } from "@/lib/http/problem";
import { chooseRequestId } from "@/lib/http/request-id";
import { actAs } from "@/lib/people/testing/people";

/** The door as the route opens it. */
const answer = createScim({
  chooseRequestId,
  readAddress: () => "192.0.2.7",
  readBody: (request, maxBytes) => readBody(request, maxBytes, undefined, scimMediaType),
  toAppError,
});

export type ScimAnswer = { status: number; headers: Headers; body: ScimBody };
export type ScimBody = {
  id: string;
  detail: string;
  scimType?: string;
  totalResults: number;
  Resources: ScimBody[];
  members?: { value: string }[];
  meta: { version: string; location: string };
} & Record<string, unknown>;

/** A directory as it stands outside: a secret, an address, JSON. */
export class TestDirectory {
  readonly id: string;
  readonly secret: string;

  constructor(id: string, secret: string) {
    this.id = id;
    this.secret = secret;
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ScimAnswer> {
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/scim+json" };
    const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const init = { method, ...content, headers: { authorization: `Bearer ${this.secret}`, ...type, ...headers } };
    const response = await answer(new Request(`http://localhost:4600/scim/v2${path}`, init));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || "{}") as ScimBody };
  }

  /** A body whose end comes only after something else has happened. */
  async postSlowly(path: string, body: unknown, meanwhile: () => Promise<unknown>): Promise<number> {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const stream = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(bytes.slice(0, 1));
        await meanwhile();
        controller.enqueue(bytes.slice(1));
        controller.close();
      },
    });
    const headers = { authorization: `Bearer ${this.secret}`, "content-type": "application/scim+json" };
    const init = { method: "POST", body: stream, headers, duplex: "half" } as RequestInit;
    return (await answer(new Request(`http://localhost:4600/scim/v2${path}`, init))).status;
  }

  patch(path: string, ...Operations: unknown[]): Promise<ScimAnswer> {
    return this.call("PATCH", path, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations });
  }

  /** Somebody new of this name, with an address of their own. */
  async addUser(name: string, more: Record<string, unknown> = {}): Promise<ScimBody> {
    const { status, body } = await this.call("POST", "/Users", { userName: `${name}@corp.example`, ...more });
    if (status !== 201) throw new Error(`${status} ${body.detail}`);
    return body;
  }

  async addGroup(displayName: string, ...ids: string[]): Promise<ScimBody> {
    const members = ids.map((value) => ({ value }));
    const { status, body } = await this.call("POST", "/Groups", { displayName, members });
    if (status !== 201) throw new Error(`${status} ${body.detail}`);
    return body;
  }

  async find(filter: string, kind = "Users"): Promise<ScimAnswer> {
    return this.call("GET", `/${kind}?filter=${encodeURIComponent(filter)}`);
  }
}

export async function connectDirectory(db: Database, name = "Okta"): Promise<TestDirectory> {
  setSettings();
  await db.directory.updateMany({ data: { revokedAt: new Date() } });
  const { id, secret } = await createDirectory(await actAs(db, "admin"), { name, days: 30 });
  return new TestDirectory(id, secret ?? "");
}
