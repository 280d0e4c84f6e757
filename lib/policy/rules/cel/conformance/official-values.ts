import type { MapValue as SpecMap, Value as SpecValue } from "@bufbuild/cel-spec/cel/expr/value_pb.js";
import { anyUnpack, DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { Instant, isList, isMap, NULL, Span, type Value } from "@/lib/policy/rules/cel/values";

const billion = 1_000_000_000n;

/** A value of the official suite in our terms. Undefined where conditions have no such kind of value. */
export function readOfficial(value: SpecValue | undefined): Value | undefined {
  const kind = value?.kind;
  switch (kind?.case) {
    case "nullValue":
      return null;
    case "boolValue":
    case "stringValue":
    case "int64Value":
    case "doubleValue":
      return kind.value;
    case "listValue":
      return readAll(kind.value.values);
    case "mapValue":
      return readMap(kind.value);
    case "objectValue": {
      const instant = anyUnpack(kind.value, TimestampSchema);
      if (instant) return new Instant(instant.seconds * billion + BigInt(instant.nanos));
      const span = anyUnpack(kind.value, DurationSchema);
      return span && new Span(span.seconds * billion + BigInt(span.nanos));
    }
    default:
      return undefined;
  }
}

function readAll(values: readonly SpecValue[]): readonly Value[] | undefined {
  const read = values.map(readOfficial);
  return read.every((item) => item !== undefined) ? read : undefined;
}

function readMap({ entries }: SpecMap): Value | undefined {
  const made: { [name: string]: Value } = {};
  for (const { key, value } of entries) {
    const [name, item] = [readOfficial(key), readOfficial(value)];
    if (typeof name !== "string" || item === undefined) return undefined;
    Object.defineProperty(made, name, { value: item, enumerable: true });
  }
  return made;
}

/** The same kind and the same value, part by part. An integer is not the double of its value, and -0 is not 0. */
export function isSameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (left instanceof Instant) return right instanceof Instant && left.nanoseconds === right.nanoseconds;
  if (left instanceof Span) return right instanceof Span && left.nanoseconds === right.nanoseconds;
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((item, at) => isSameValue(item, right[at]));
  }
  if (!isMap(left)) return Object.is(left, right);
  const names = Object.keys(left);
  return (
    isMap(right) &&
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSameValue(left[name], right[name]))
  );
}

function isNull(value: Value): boolean {
  return value === null || value === NULL;
}
