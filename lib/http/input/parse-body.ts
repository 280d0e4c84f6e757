import * as z from "zod/mini";
import type { Fault } from "@/lib/core/errors";
import { workGently } from "@/lib/core/gently";
import { FaultList } from "@/lib/http/input/fault-list";
import { listFaults } from "@/lib/http/input/faults";

type Schema = z.core.$ZodType;
type Path = readonly PropertyKey[];
/** A member that is a list: what its entries are, and how many it may have. */
type List = { name: string; entry: Schema; most: number };
type Loose = { schema: Schema; lists: readonly List[] };

type Held = { value: unknown; faults: readonly Fault[] };

/**
 * Holds a value to its schema entry by entry: a list of many is taken up in steps, and left once there is enough to tell.
 * Parsed as a whole, ten thousand entries would hold the thread and every one of their faults.
 */
export async function parseInSteps(schema: Schema, value: unknown): Promise<Held> {
  const faults = new FaultList();
  const parsed = await workGently(parse({ faults }, schema, value, []));
  const list = faults.list();
  return { value: list.length === 0 ? parsed : undefined, faults: list };
}

type Work = { faults: FaultList };

function* parse(work: Work, schema: Schema, value: unknown, at: Path): Generator<undefined, unknown> {
  yield undefined;
  const { schema: loose, lists } = loosen(schema);
  if (lists.length === 0 || !isRecord(value)) return parseWhole(work, schema, value, at);
  const given = { ...value };
  const told = new Set<PropertyKey>();
  for (const list of lists) {
    const held = value[list.name];
    if (!Array.isArray(held)) continue;
    const entries = yield* parseList(work, list, held, at);
    if (work.faults.isFull) return undefined;
    given[list.name] = entries ?? wrong;
    if (!entries) told.add(list.name);
  }
  return parseWhole(work, loose, given, at, told);
}

/** In place of a list whose faults are told: the object is judged without it, and no check sees half of it. */
const wrong = Symbol("wrong");

function* parseList(
  work: Work,
  { name, entry, most }: List,
  held: readonly unknown[],
  at: Path,
): Generator<undefined, unknown[] | undefined> {
  const path = [...at, name];
  const { faults } = work;
  const before = faults.count;
  const entries: unknown[] = [];
  // Too many are not looked at one by one: how many there are is what is wrong with them.
  if (held.length > most) parseWhole(work, z.array(z.unknown()).check(z.maxLength(most)), held, path);
  else
    for (const [index, one] of held.entries()) {
      entries.push(yield* parse(work, entry, one, [...path, index]));
      if (faults.isFull) break;
    }
  return faults.count === before ? entries : undefined;
}

function parseWhole(work: Work, schema: Schema, value: unknown, at: Path, told?: ReadonlySet<PropertyKey>): unknown {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    if (issue.path.length === 1 && told?.has(issue.path[0] ?? "")) continue;
    for (const fault of listFaults(issue, value, at)) {
      work.faults.add(fault);
      if (work.faults.isFull) return undefined;
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const loosened = new WeakMap<Schema, Loose>();

/** The same object, its lists taken as they are: their entries have been judged by then, their own checks have not. */
function loosen(schema: Schema): Loose {
  const known = loosened.get(schema);
  if (known) return known;
  const made = schema instanceof z.core.$ZodObject ? loosenObject(schema) : { schema, lists: [] };
  loosened.set(schema, made);
  return made;
}

function loosenObject(schema: z.core.$ZodObject): Loose {
  const lists: List[] = [];
  const shape: Record<string, Schema> = {};
  for (const [name, field] of Object.entries(schema._zod.def.shape)) {
    const list = findList(field);
    if (list) lists.push({ name, entry: list._zod.def.element, most: readMost(list) });
    shape[name] = list ? loosenField(field) : field;
  }
  return { schema: lists.length === 0 ? schema : z.core.clone(schema, { ...schema._zod.def, shape }), lists };
}

/** The list inside of what may be wrapped around it: optional, with a default. */
function findList(field: Schema): z.core.$ZodArray | undefined {
  if (field instanceof z.core.$ZodArray) return field;
  const inner = readInner(field);
  return inner && findList(inner);
}

function loosenField(field: Schema): Schema {
  if (field instanceof z.core.$ZodArray) return z.core.clone(field, { ...field._zod.def, element: z.unknown() });
  const inner = readInner(field);
  return inner ? z.core.clone(field, { ...field._zod.def, innerType: loosenField(inner) } as never) : field;
}

function readInner(field: Schema): Schema | undefined {
  if (field instanceof z.core.$ZodOptional || field instanceof z.core.$ZodDefault) return field._zod.def.innerType;
  return field instanceof z.core.$ZodNullable ? field._zod.def.innerType : undefined;
}

function readMost(list: z.core.$ZodArray): number {
  const sizes = (list._zod.def.checks ?? []).flatMap((check) => {
    const { def } = check._zod;
    return def.check === "max_length" && "maximum" in def ? [Number(def.maximum)] : [];
  });
  return Math.min(Infinity, ...sizes);
}
