import process from "node:process";
import type { TestPerson } from "@/e2e/server/people";
import type { AgentRecord } from "@/lib/agents/schema";

type Caller = Pick<TestPerson, "token">;
type Call = { method: "GET" | "POST" | "PATCH" | "PUT"; path: string; body?: object; version?: number };

/** Calls the API as a person's browser would; what is refused fails the test in the API's own words. */
export async function callAs(person: Caller, { method, path, body, version }: Call): Promise<AgentRecord> {
  const site = process.env["AMBIT_E2E_URL"] ?? "";
  const response = await fetch(site + path, {
    method,
    headers: {
      cookie: `ambit-session=${person.token}`,
      origin: site,
      "content-type": "application/json",
      ...(method === "POST" ? { "idempotency-key": crypto.randomUUID() } : {}),
      ...(version === undefined ? {} : { "if-match": `"v${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as AgentRecord;
}

let made = 0;

/** An agent that this person made; its name and address are of this test alone. */
export function createAgent(person: TestPerson, fields: object = {}): Promise<AgentRecord> {
  const mark = `${person.id.slice(-6).toLowerCase()}${made++}`;
  const body = { name: `Agent ${mark}`, slug: `agent-${mark}`, environment: "production", ...fields };
  return callAs(person, { method: "POST", path: "/api/v1/agents", body });
}
