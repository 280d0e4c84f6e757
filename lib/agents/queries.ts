export * from "@/lib/agents/queries/changes";
export * from "@/lib/agents/queries/record";
