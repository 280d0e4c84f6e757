import * as z from "zod/mini";
import { AppError, type Fault } from "@/lib/core/errors";
import { readFaults } from "@/lib/http/input/faults";
import type { Operation } from "@/lib/http/operation";
import { type Body, readBody } from "@/lib/http/input/read-body";
import { checkText } from "@/lib/http/input/strict-json";

export type ParsedInput = { params: unknown; query: unknown; body: unknown; sentBody: unknown };

/** Parses every part and tells all faults at once. A path parameter that cannot exist is a 404: there is nothing there. */
export async function parseInput(
  operation: Operation,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<ParsedInput> {
  const parsedParams = operation.params ? z.safeParse(operation.params, params) : undefined;
  if (parsedParams?.success === false || Object.values(params).some((value) => checkText(value)))
    throw new AppError("not_found", "There is nothing here.");
  const query = parseQuery(operation, new URL(request.url).searchParams);
  const body =
    operation.method === "GET" ? noBody : parseBody(operation, await readBody(request, operation.maxBodyBytes));
  const faults = [...query.faults, ...body.faults];
  if (faults.length > 0) throw new AppError("invalid_input", describeFaults(faults), { faults });
  return { params: parsedParams?.data, query: query.value, body: body.value, sentBody: body.sent };
}

type Part = { value: unknown; faults: readonly Fault[] };
const noBody = { value: undefined, sent: undefined, faults: [] };

function parseBody(operation: Operation, { value, faults }: Body): Part & { sent: unknown } {
  if (faults.length > 0) return { value: undefined, sent: value, faults };
  const schema = operation.body ?? emptyBody;
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) return { value: undefined, sent: value, faults: readFaults(parsed.error, value) };
  return { value: operation.body ? parsed.data : undefined, sent: value, faults };
}

const emptyBody = z.optional(z.strictObject({}));

function parseQuery(operation: Operation, sent: URLSearchParams): Part {
  const shape = readShape(operation.query);
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const key of new Set(sent.keys())) {
    const all = sent.getAll(key);
    const pointer = `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const text = all.map(checkText).find((fault) => fault !== undefined);
    if (key === "format" && operation.csv) continue;
    if (!field) faults.push({ pointer, code: "unknown_field", detail: "No such query key." });
    else if (text) faults.push({ pointer, ...text });
    else if (isList(field)) values[key] = all;
    else if (all.length > 1) faults.push({ pointer, code: "repeated", detail: "Give this key once." });
    else values[key] = all[0];
  }
  if (!operation.query) return { value: undefined, faults };
  const parsed = z.safeParse(operation.query, values);
  return parsed.success
    ? { value: parsed.data, faults }
    : { value: undefined, faults: [...faults, ...readFaults(parsed.error, values)] };
}

function readShape(schema: z.ZodMiniType | undefined): Readonly<Record<string, z.core.$ZodType>> {
  if (!schema) return {};
  if (schema instanceof z.ZodMiniObject) return schema.shape;
  throw new Error("The query of an operation is an object schema.");
}

/** A filter that may be repeated is a list, whatever is wrapped around it. */
function isList(schema: z.core.$ZodType): boolean {
  const { def } = schema._zod;
  if (def.type === "array") return true;
  return "innerType" in def && isList(def.innerType as z.core.$ZodType);
}

function describeFaults(faults: readonly Fault[]): string {
  const [first] = faults;
  if (faults.length > 1 || !first) return `${faults.length} things are wrong with the input.`;
  return first.pointer === "" ? first.detail : `${first.pointer.slice(1)}: ${first.detail}`;
}
