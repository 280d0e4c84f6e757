export * from "@/lib/policy/schema/document";
export * from "@/lib/policy/schema/draft";
