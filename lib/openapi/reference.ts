import "server-only";
import { permissions } from "@/lib/access/permissions";
import { type ProblemCode, problems } from "@/lib/core/errors";
import type { Operation } from "@/lib/http/operation";
import { type Field, listFields, writeInputSchema, writeOutputSchema } from "@/lib/openapi/json-schema";
import { listProblems } from "@/lib/openapi/problems-of";

/** `sent`: by the caller, so a required field must be there; else answered, so it will be. */
export type FieldList = { title: string; sent: boolean; fields: readonly Field[] };
export type Sample = { title: string; text: string };
export type ProblemLine = { code: ProblemCode; status: number; title: string };
export type ReferenceEntry = {
  id: string;
  method: string;
  path: string;
  summary: string;
  who: string;
  notes: readonly string[];
  lists: readonly FieldList[];
  samples: readonly Sample[];
  problems: readonly ProblemLine[];
};
export type ReferenceGroup = { tag: string; anchor: string; entries: readonly ReferenceEntry[] };

/** The operations as a person reads them, by area, in the order in which they are declared. */
export function describeReference(operations: Readonly<Record<string, Operation>>): ReferenceGroup[] {
  const list = Object.values(operations);
  return [...new Set(list.map(({ tag }) => tag))].map((tag) => ({
    tag,
    anchor: tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    entries: list.filter((operation) => operation.tag === tag).map(describeEntry),
  }));
}

export function listAllProblems(): ProblemLine[] {
  return (Object.keys(problems) as ProblemCode[]).map(describeProblem);
}

const describeProblem = (code: ProblemCode): ProblemLine => ({ code, ...problems[code] });

function describeEntry(operation: Operation): ReferenceEntry {
  const { id, method, path, summary } = operation;
  return {
    id,
    method,
    path,
    summary,
    who: describeWho(operation),
    notes: describeNotes(operation),
    lists: describeLists(operation),
    samples: describeSamples(operation),
    problems: listProblems(operation).map(describeProblem),
  };
}

function describeWho({ access }: Operation): string {
  if (access.kind === "public") return "Anybody.";
  if (access.kind === "signed_in") return "Anybody signed in.";
  const permission = permissions[access.action];
  const relations = "relations" in permission ? permission.relations.map((relation) => relationWords[relation]) : [];
  return `${[...permission.roles, ...relations].join(", ")} (${permission.words.toLowerCase()}).`;
}

const relationWords = {
  self: "the person themselves",
  lead: "a lead of the team",
  keeper: "the agent's owner and deputy",
} as const;

function describeNotes(operation: Operation): string[] {
  const { recentMinutes, rateLimits = [] } = operation;
  const when = (holds: boolean | undefined, note: string): string[] => (holds ? [note] : []);
  return [
    ...when(operation.personOnly, "Only with a person's own session."),
    ...when(recentMinutes !== undefined, `Needs a proof of identity at most ${recentMinutes} minutes old.`),
    ...when(operation.versioned === "write", "Needs If-Match with the ETag that was read."),
    ...when(operation.versioned !== undefined, "Answers an ETag."),
    ...when(operation.idempotent, "Honours Idempotency-Key."),
    ...when(operation.csv !== undefined, "Also as a CSV file: ?format=csv or Accept: text/csv."),
    ...rateLimits.map(({ per, limit, windowSeconds }) => `At most ${limit} in ${windowSeconds} seconds per ${per}.`),
    ...when(operation.audits !== undefined, `Recorded as ${operation.audits?.join(", ")}.`),
  ];
}

function describeLists({ params, query, body, output }: Operation): FieldList[] {
  const sent = [
    { title: "In the path", schema: params },
    { title: "Query", schema: query },
    { title: "Body", schema: body },
  ].flatMap(({ title, schema }) =>
    schema ? [{ title, sent: true, fields: listFields(writeInputSchema(schema)) }] : [],
  );
  const answered = output ? [{ title: "Answer", sent: false, fields: listFields(writeOutputSchema(output)) }] : [];
  return [...sent, ...answered].filter(({ fields }) => fields.length > 0);
}

function describeSamples({ method, status, example, produces, ...operation }: Operation): Sample[] {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => example.params?.[name] ?? name);
  const body = example.body === undefined ? "" : `\n\n${JSON.stringify(example.body, null, 2)}`;
  const answer = typeof example.output === "string" ? example.output : JSON.stringify(example.output, null, 2);
  return [
    { title: "Request", text: `${method} ${path}${body}` },
    {
      title: "Answer",
      text: answer === undefined ? `${status}${produces ? ` ${produces}` : ""}` : `${status}\n\n${answer.trimEnd()}`,
    },
  ];
}
