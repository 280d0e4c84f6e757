import type { Memory, MemoryInput } from "@/lib/agents/schema";

/** A memory store as its form holds it: "not known" and "for ever" are choices, not numbers. */
export type MemoryText = Pick<Memory, "name" | "operator" | "operator_name" | "purge_by" | "data_classes"> & {
  retention: "unknown" | "days" | "ever";
  days: string;
  reachable: "unknown" | "yes" | "no";
};

export function writeMemoryText(store: Memory | null): MemoryText {
  const days = store?.retention_days ?? null;
  const reachable = store?.reachable ?? null;
  return {
    name: store?.name ?? "",
    operator: store?.operator ?? "us",
    operator_name: store?.operator_name ?? "",
    purge_by: store?.purge_by ?? "",
    data_classes: store?.data_classes ?? [],
    retention: days === null ? "unknown" : days === 0 ? "ever" : "days",
    days: days === null || days === 0 ? "" : String(days),
    reachable: reachable === null ? "unknown" : reachable ? "yes" : "no",
  };
}

export function readMemory(text: MemoryText): MemoryInput {
  const { operator, data_classes } = text;
  const days = { unknown: null, days: Number(text.days), ever: 0 }[text.retention];
  const reachable = { unknown: null, yes: true, no: false }[text.reachable];
  return {
    operator,
    data_classes,
    reachable,
    retention_days: days,
    name: text.name.trim(),
    operator_name: text.operator_name.trim(),
    purge_by: text.purge_by.trim(),
  };
}
