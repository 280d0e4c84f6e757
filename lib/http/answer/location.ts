import type { Operation } from "@/lib/http/operation";

type All = Readonly<Record<string, Operation>>;

/** The operation that reads what a creating POST made: its path is the POST's with one parameter more. */
export function findReader(operations: All, { method, path, status }: Operation): Operation | undefined {
  if (method !== "POST" || status !== 201) return undefined;
  return Object.values(operations).find(
    (other) => other.method === "GET" && !other.plane && dropLast(other.path) === path && readLast(other.path) !== "",
  );
}

/** Where the thing just made can be read, or nothing where nobody reads such things one by one. */
export function writeLocation(
  operations: All,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  output: unknown,
): string | undefined {
  const reader = findReader(operations, operation);
  if (!reader || typeof output !== "object" || output === null) return undefined;
  const name = readLast(reader.path);
  const made: unknown = Reflect.get(output, name) ?? Reflect.get(output, "id");
  if (typeof made !== "string") return undefined;
  const parent = operation.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ""));
  return `${parent}/${encodeURIComponent(made)}`;
}

const dropLast = (path: string): string => path.slice(0, path.lastIndexOf("/"));
const readLast = (path: string): string => /\/\{(\w+)\}$/.exec(path)?.[1] ?? "";
