export * from "@/lib/decisions/rules/keeping";
export * from "@/lib/decisions/rules/lists";
export * from "@/lib/decisions/rules/masking";
export * from "@/lib/decisions/rules/keep-paths";
export * from "@/lib/decisions/rules/replay";
export * from "@/lib/decisions/rules/column-text";
