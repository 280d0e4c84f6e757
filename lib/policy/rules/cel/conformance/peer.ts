import { type CelInput, type CelValue, celEnv, isCelError, isCelList, isCelMap, parse, plan } from "@bufbuild/cel";
import { create, isMessage } from "@bufbuild/protobuf";
import { isReflectMessage } from "@bufbuild/protobuf/reflect";
import { DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { floorDivide } from "@/lib/policy/rules/cel/time";
import { Instant, isList, Span, type Value } from "@/lib/policy/rules/cel/values";

const billion = 1_000_000_000n;
const env = celEnv();

/** Whether another reader of CEL takes the text. Its grammar wants a new line after a comment, also at the end. */
export function doesPeerParse(text: string): boolean {
  try {
    parse(`${text}\n`);
    return true;
  } catch {
    return false;
  }
}

/** What another evaluator of CEL makes of the text: a value in our terms, or undefined where it has an error. */
export function evaluateWithPeer(text: string, names: { readonly [name: string]: Value }): Value | undefined {
  const given = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, writeValue(value)]));
  const result = plan(env, parse(`${text}\n`))(given);
  return isCelError(result) ? undefined : readValue(result);
}

function writeValue(value: Value): CelInput {
  if (typeof value === "symbol") return null;
  if (value instanceof Instant) return create(TimestampSchema, secondsOf(value.nanoseconds));
  if (value instanceof Span) return create(DurationSchema, secondsOf(value.nanoseconds));
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(writeValue);
  return new Map(Object.entries(value).map(([name, item]) => [name, writeValue(item)]));
}

function secondsOf(nanoseconds: bigint): { seconds: bigint; nanos: number } {
  const seconds = floorDivide(nanoseconds, billion);
  return { seconds, nanos: Number(nanoseconds - seconds * billion) };
}

function readValue(value: CelValue): Value | undefined {
  if (value === null || ["string", "boolean", "number", "bigint"].includes(typeof value)) return scalarOf(value);
  if (isCelList(value)) return readAll([...value]);
  if (isCelMap(value)) return readMap([...value.entries()]);
  if (!isReflectMessage(value)) return undefined;
  const { message } = value;
  if (isMessage(message, TimestampSchema)) return new Instant(message.seconds * billion + BigInt(message.nanos));
  return isMessage(message, DurationSchema) ? new Span(message.seconds * billion + BigInt(message.nanos)) : undefined;
}

function scalarOf(value: CelValue): Value | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  return typeof value === "number" || typeof value === "bigint" ? value : undefined;
}

function readAll(items: readonly CelValue[]): readonly Value[] | undefined {
  const read = items.map(readValue);
  return read.every((item) => item !== undefined) ? read : undefined;
}

function readMap(entries: readonly (readonly [unknown, CelValue])[]): Value | undefined {
  const made: { [name: string]: Value } = {};
  for (const [name, item] of entries) {
    const value = readValue(item);
    if (typeof name !== "string" || value === undefined) return undefined;
    Object.defineProperty(made, name, { value, enumerable: true });
  }
  return made;
}
