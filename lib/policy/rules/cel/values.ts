import type { Node } from "@/lib/policy/rules/cel/ast";

/** An instant or a span, in nanoseconds: what `now - session.started_at` is made of. */
export class Instant {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}
export class Span {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

export type FaultCode = "missing" | "type" | "zero" | "range" | "list" | "text";

/** Why a condition could not be evaluated, and at which part of it. A value like any other: `||` and `&&` absorb it. */
export class Fault {
  readonly code: FaultCode;
  readonly node: Node;
  readonly detail: string;
  constructor(code: FaultCode, node: Node, detail: string) {
    this.code = code;
    this.node = node;
    this.detail = detail;
  }
}

/** The literal `null`, which compares with everything; a null in the data compares with this alone. */
export const NULL: unique symbol = Symbol("null");

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Value =
  | typeof NULL
  | null
  | boolean
  | number
  | bigint
  | string
  | Instant
  | Span
  | Fault
  | readonly Value[]
  | { readonly [name: string]: Value };
export type MapValue = { readonly [name: string]: Value };

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is MapValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Fault) &&
    !(value instanceof Instant) &&
    !(value instanceof Span)
  );
}

/** What a value is called on screens. */
export function kindOf(value: Value): string {
  if (value === null || value === NULL) return "null";
  if (typeof value === "number" || typeof value === "bigint") return "a number";
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "a yes or no";
  if (value instanceof Instant) return "a time";
  if (value instanceof Span) return "a duration";
  return isList(value) ? "a list" : "an object";
}

const plainText = /^[\u0020-\u007e]*$/;
const hidden = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\p{Cs}]/u;

/** Text that looks like what it is: composed (NFC), and without control, bidi, zero-width and other unseen characters. */
export function isCanonicalText(text: string): boolean {
  return plainText.test(text) || (!hidden.test(text) && text.normalize("NFC") === text);
}

/** Values never change, and a macro may ask of one value again for every element of another. */
const searched = new WeakMap<object, boolean>();
const listed = new WeakMap<object, readonly string[]>();
const compared = new WeakMap<object, WeakMap<object, boolean | Fault>>();

/** One text inside, at any depth, that is not canonical. */
export function holdsHiddenText(value: Value): boolean {
  if (typeof value === "string") return !isCanonicalText(value);
  if (!isList(value) && !isMap(value)) return false;
  const known = searched.get(value);
  if (known !== undefined) return known;
  const found = isList(value)
    ? value.some(holdsHiddenText)
    : Object.entries(value).some(([name, item]) => !isCanonicalText(name) || holdsHiddenText(item));
  searched.set(value, found);
  return found;
}

/** In one order, so that two texts of one object, which have one digest, are judged alike. */
export function namesOf(map: MapValue): readonly string[] {
  const known = listed.get(map);
  if (known) return known;
  const names = Object.keys(map).toSorted(compareText);
  listed.set(map, names);
  return names;
}

/** How many pieces of 64 UTF-8 bytes a text begins. */
export function countPieces(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  // Three bytes a unit at most.
  if (length <= 21) return 1;
  let bytes = length;
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    // Each half of a pair stands for two of its four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return Math.ceil(bytes / 64);
}

/** By code points, as UTF-8 sorts; JavaScript's own order differs where pairs of surrogates are. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b) return moveSurrogates(a) - moveSurrogates(b);
  }
  return left.length - right.length;
}

/** Puts surrogates behind the rest of the basic plane, where their characters are. */
function moveSurrogates(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/**
 * Strict equality: values of different kinds are no answer but a fault, so that `["evil"] != "evil"` is never a yes.
 * Lists and objects compare part by part; a part of another kind is a fault even where another part differs.
 */
export function areEqual(left: Value, right: Value, node: Node): boolean | Fault {
  if (left === NULL || right === NULL) return isNull(left) && isNull(right);
  if (typeof left === typeof right && typeof left !== "object") return left === right;
  if (isNumber(left) && isNumber(right)) {
    const order = compareNumbers(left, right, node);
    return order instanceof Fault ? order : order === 0;
  }
  if (left instanceof Instant && right instanceof Instant) return left.nanoseconds === right.nanoseconds;
  if (left instanceof Span && right instanceof Span) return left.nanoseconds === right.nanoseconds;
  if (isList(left) && isList(right)) return once(left, right, node, () => areListsEqual(left, right, node));
  if (isMap(left) && isMap(right)) return once(left, right, node, () => areMapsEqual(left, right, node));
  return new Fault("type", node, `${capital(kindOf(left))} cannot be compared with ${kindOf(right)}.`);
}

/** Cost does not grow with the members of an object, so two large ones are compared once, however often that is asked. */
function once(left: object, right: object, node: Node, compare: () => boolean | Fault): boolean | Fault {
  const known = compared.get(left) ?? new WeakMap<object, boolean | Fault>();
  const before = known.get(right);
  if (before instanceof Fault) return new Fault(before.code, node, before.detail);
  if (before !== undefined) return before;
  const answer = compare();
  compared.set(left, known.set(right, answer));
  return answer;
}

function isNull(value: Value): boolean {
  return value === null || value === NULL;
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function areListsEqual(left: readonly Value[], right: readonly Value[], node: Node): boolean | Fault {
  if (left.length !== right.length) return false;
  return areAllEqual(
    left.map((item, at) => [item, right[at] ?? null]),
    node,
  );
}

function areMapsEqual(left: MapValue, right: MapValue, node: Node): boolean | Fault {
  const names = namesOf(left);
  if (names.length !== namesOf(right).length || !names.every((name) => Object.hasOwn(right, name))) return false;
  return areAllEqual(
    names.map((name) => [left[name] ?? null, right[name] ?? null]),
    node,
  );
}

function areAllEqual(pairs: readonly (readonly [Value, Value])[], node: Node): boolean | Fault {
  let equal = true;
  for (const [left, right] of pairs) {
    const answer = areEqual(left, right, node);
    if (answer instanceof Fault) return answer;
    equal = equal && answer;
  }
  return equal;
}

/** Negative, zero or positive; numbers by value, whatever their kind. */
export function compareValues(left: Value, right: Value, node: Node): number | Fault {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right, node);
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if ((left instanceof Instant && right instanceof Instant) || (left instanceof Span && right instanceof Span)) {
    return left.nanoseconds < right.nanoseconds ? -1 : left.nanoseconds > right.nanoseconds ? 1 : 0;
  }
  const same = kindOf(left) === kindOf(right);
  return new Fault(
    "type",
    node,
    same
      ? `${capital(kindOf(left))} has no order.`
      : `${capital(kindOf(left))} cannot be compared with ${kindOf(right)}.`,
  );
}

/**
 * By value, whatever their kind. Others make a double of the integer first: where that would give another answer, which
 * only happens from 2^53 up, there is none.
 */
function compareNumbers(left: number | bigint, right: number | bigint, node: Node): number | Fault {
  const order = orderOf(left, right);
  return typeof left === typeof right || order === orderOf(Number(left), Number(right))
    ? order
    : new Fault("range", node, "No double holds this whole number, so it cannot be compared with one so close.");
}

function orderOf(left: number | bigint, right: number | bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
