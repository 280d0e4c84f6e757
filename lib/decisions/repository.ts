export * from "@/lib/decisions/repository/agents";
export * from "@/lib/decisions/repository/counts";
export * from "@/lib/decisions/repository/find";
export * from "@/lib/decisions/repository/keeping";
export * from "@/lib/decisions/repository/list";
export * from "@/lib/decisions/repository/sample";
