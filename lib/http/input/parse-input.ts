import * as z from "zod/mini";
import { AppError, type Fault, isAppError } from "@/lib/core/errors";
import { targetHeader } from "@/lib/http/client-address";
import { collectFaults, maxFaults, tooManyFaults } from "@/lib/http/input/fault-list";
import { parseInSteps } from "@/lib/http/input/parse-body";
import { parseQuery } from "@/lib/http/input/parse-query";
import type { Operation } from "@/lib/http/operation";
import { type Body, readBody } from "@/lib/http/input/read-body";
import { checkText } from "@/lib/http/input/strict-json";
import { readIfMatch } from "@/lib/http/preconditions";

export type ParsedInput = { params: unknown; query: unknown; body: unknown; sentBody: unknown };

/** Parses every part and tells their faults together, up to a ceiling. A path parameter that cannot exist is a 404: there is nothing there. */
export async function parseInput(
  operation: Operation,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<ParsedInput> {
  const parsedParams = operation.params ? z.safeParse(operation.params, params) : undefined;
  if (parsedParams?.success === false || Object.values(params).some((value) => checkText(value)))
    throw new AppError("not_found", "There is nothing here.");
  const query = parseQuery(operation, readRawQuery(request));
  const body =
    operation.method === "GET" ? noBody : await parseBody(operation, await readBody(request, operation.maxBodyBytes));
  const version = checkIfMatch(operation, request.headers);
  const key = checkIdempotencyKey(operation, request.headers);
  const found = [...query.faults, ...body.faults, ...key, ...version.faults];
  // A precondition that is only missing has an answer of its own, after that of who may.
  const faults = found.length > 0 ? collectFaults([...found, ...version.missing]) : [];
  if (faults.length > 0) throw new AppError("invalid_input", describeFaults(faults), { faults });
  return { params: parsedParams?.data, query: query.value, body: body.value, sentBody: body.sent };
}

type Part = { value: unknown; faults: readonly Fault[] };
const noBody = { value: undefined, sent: undefined, faults: [] };

async function parseBody(operation: Operation, { value, faults }: Body): Promise<Part & { sent: unknown }> {
  const enough = faults.length > maxFaults || faults.some(({ code }) => unreadable.has(code));
  if (enough) return { value: undefined, sent: value, faults };
  const parsed = await parseInSteps(operation.body ?? emptyBody, value);
  // A place that is wrong as JSON is named once: what the schema says of it follows from that.
  const told = new Set(faults.map(({ pointer }) => pointer));
  const all = [...faults, ...parsed.faults.filter(({ pointer, code }) => code === tooManyFaults || !told.has(pointer))];
  return { value: all.length === 0 && operation.body ? parsed.value : undefined, sent: value, faults: all };
}

/** Of such a body nothing more can be said, or must be: a schema that goes as deep as it does would not come back. */
const unreadable = new Set(["not_json", "not_utf8", "too_deep", "too_much"]);
const emptyBody = z.optional(z.strictObject({}));

/** As it was sent: Next and `URL` have already taken apart and mended what they give. */
function readRawQuery(request: Request): string {
  const target = request.headers.get(targetHeader) ?? request.url;
  const [path = ""] = target.split("#", 1);
  const start = path.indexOf("?");
  return start === -1 ? "" : path.slice(start + 1);
}

type Precondition = { faults: readonly Fault[]; missing: readonly Fault[] };

function checkIfMatch(operation: Operation, headers: Headers): Precondition {
  if (operation.versioned !== "write") return { faults: [], missing: [] };
  try {
    readIfMatch(headers.get("if-match"));
    return { faults: [], missing: [] };
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code !== "version_required") return { faults: error.faults, missing: [] };
    return { faults: [], missing: [{ pointer: "", code: "version_required", detail: error.message }] };
  }
}

function checkIdempotencyKey(operation: Operation, headers: Headers): readonly Fault[] {
  const key = operation.idempotent ? headers.get("idempotency-key") : null;
  if (key === null || /^[\x21-\x7E]{1,128}$/.test(key)) return [];
  const detail = "Idempotency-Key must be 1 to 128 visible ASCII characters.";
  return [{ pointer: "", code: "invalid_header", detail }];
}

function describeFaults(faults: readonly Fault[]): string {
  const [first] = faults;
  if (faults.at(-1)?.code === tooManyFaults) return `More than ${maxFaults} things are wrong with the input.`;
  if (faults.length > 1 || !first) return `${faults.length} things are wrong with the input.`;
  return first.pointer === "" ? first.detail : `${first.pointer.slice(1)}: ${first.detail}`;
}
