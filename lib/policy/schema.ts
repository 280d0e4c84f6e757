export * from "@/lib/policy/schema/document";
export * from "@/lib/policy/schema/draft";
export * from "@/lib/policy/schema/reading";
export * from "@/lib/policy/schema/life";
export * from "@/lib/policy/schema/replay";
