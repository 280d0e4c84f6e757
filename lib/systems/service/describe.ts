import "server-only";
import type { JsonObject } from "@/lib/core/json";
import type { SystemRow } from "@/lib/systems/repository";
import type { NewSystem } from "@/lib/systems/schema";

type Described = { data: JsonObject; personal?: { personId: null; data: JsonObject } };
type Side = Pick<SystemRow, "name" | "description" | "verifies" | "actions" | "dataClasses">;

/** What differs, or nothing. Words of closed lists are hashed for good; text a person wrote lies beside the log. */
export function describeChange(before: SystemRow, after: Side): Described | undefined {
  const closed = compare(
    { verifies: before.verifies, data_classes: before.dataClasses },
    { verifies: after.verifies, data_classes: after.dataClasses },
  );
  const removed = before.actions.filter((one) => !after.actions.includes(one));
  const added = after.actions.filter((one) => !before.actions.includes(one));
  const moved = removed.length + added.length > 0;
  const texts = compare(
    { name: before.name, description: shorten(before.description), ...(moved ? { actions: cutList(removed) } : {}) },
    { name: after.name, description: shorten(after.description), ...(moved ? { actions: cutList(added) } : {}) },
  );
  const reordered = JSON.stringify(before.actions) !== JSON.stringify(after.actions);
  const reworded = before.description !== after.description;
  if (!closed && !texts && !reordered && !reworded) return undefined;
  return {
    data: { ...closed, ...(moved ? { actions_added: added.length, actions_removed: removed.length } : {}) },
    ...(texts ? { personal: { personId: null, data: texts } } : {}),
  };
}

function compare(before: JsonObject, after: JsonObject): { before: JsonObject; after: JsonObject } | undefined {
  const fields = Object.keys(before).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (fields.length === 0) return undefined;
  const pick = (side: JsonObject): JsonObject =>
    Object.fromEntries(fields.map((field) => [field, side[field] ?? null]));
  return { before: pick(before), after: pick(after) };
}

type Made = { slug: string } & Pick<NewSystem, "verifies" | "actions" | "data_classes" | "name">;

export function describeNew({ name, actions, verifies, data_classes: classes, slug }: Made): Described {
  return {
    data: { slug, verifies, data_classes: classes, actions: actions.length },
    personal: { personId: null, data: { name, actions: cutList(actions) } },
  };
}
/** An event is small and one line a value: it tells what happened, the system itself holds the rest. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 300 ? `${line.slice(0, 300).replace(/[\uD800-\uDBFF]$/, "")}…` : line;
}

function cutList(patterns: readonly string[]): string[] {
  let left = 1_500;
  return patterns.filter((pattern) => (left -= pattern.length) >= 0);
}
