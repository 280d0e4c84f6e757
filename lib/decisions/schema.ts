export * from "@/lib/decisions/schema/decision";
export * from "@/lib/decisions/schema/query";
export * from "@/lib/decisions/schema/shape";
export * from "@/lib/decisions/schema/observed";
export * from "@/lib/decisions/schema/keeping";
