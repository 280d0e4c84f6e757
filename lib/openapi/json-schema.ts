import "server-only";
import * as z from "zod/mini";

export type JsonSchema = z.core.JSONSchema.JSONSchema;
type Schema = z.ZodMiniType;

/** JSON Schema 2020-12 of what a caller sends. */
export function writeInputSchema(schema: Schema): JsonSchema {
  return strip(z.toJSONSchema(schema, { io: "input" }));
}

/** And of what is answered. Members may be added later, so a reader must not refuse unknown ones. */
export function writeOutputSchema(schema: Schema): JsonSchema {
  return strip(
    z.toJSONSchema(schema, {
      io: "output",
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === "object" && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
      },
    }),
  );
}

/** Only "any JSON" recurs in our schemas, and a reference to it would point into the schema instead of the document. */
function strip({
  $schema: _,
  $defs: __,
  "~standard": ___,
  ...schema
}: JsonSchema & { "~standard"?: unknown }): JsonSchema {
  return JSON.parse(JSON.stringify(schema, (_key, value: unknown) => simplify(value))) as JsonSchema;
}

/** A known format needs no pattern of forty brackets beside it, and every integer here is a safe one. */
function simplify(value: unknown): unknown {
  if (refersInside(value)) return { description: "Any JSON." };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const isSafeBound = (name: string, bound: unknown): boolean =>
    /^(?:minimum|maximum)$/.test(name) && Math.abs(Number(bound)) === Number.MAX_SAFE_INTEGER;
  const kept = Object.entries(value).filter(
    ([name, inner]) => !(name === "pattern" && "format" in value) && !isSafeBound(name, inner),
  );
  return Object.fromEntries(kept);
}

function refersInside(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$ref" in value && String(value.$ref).startsWith("#/$defs/");
}

export type Field = { name: string; type: string; required: boolean; words: string };

/** Top-level fields of an object as rows for people. */
export function listFields(schema: JsonSchema): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const described: JsonSchema = typeof field === "boolean" ? {} : field;
    return { name, type: nameType(described), required: required.has(name), words: describeLimits(described) };
  });
}

function nameType(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((choice) => (typeof choice === "boolean" ? "any" : nameType(choice))).join(" | ");
  if (schema.type === "array")
    return `list of ${typeof schema.items === "object" && !Array.isArray(schema.items) ? nameType(schema.items) : "any"}`;
  return [schema.type ?? "any"].flat().join(" | ");
}

function describeLimits(schema: JsonSchema): string {
  const { description, format, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const parts = [
    description,
    format,
    describeRange(minLength, maxLength, "characters"),
    describeRange(minimum, maximum, ""),
    describeRange(minItems, maxItems, "entries"),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ];
  return parts.filter(Boolean).join(", ");
}

function describeRange(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  const range =
    least === undefined ? `at most ${most}` : most === undefined ? `at least ${least}` : `${least} to ${most}`;
  return unit === "" ? range : `${range} ${unit}`;
}
