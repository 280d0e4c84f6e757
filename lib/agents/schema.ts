export * from "@/lib/agents/schema/bulk";
export * from "@/lib/agents/schema/input";
export * from "@/lib/agents/schema/parts";
export * from "@/lib/agents/schema/record";
