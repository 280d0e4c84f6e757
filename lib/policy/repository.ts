export * from "@/lib/policy/repository/changes";
export * from "@/lib/policy/repository/drafts";
export * from "@/lib/policy/repository/people";
export * from "@/lib/policy/repository/policies";
export * from "@/lib/policy/repository/versions";
export * from "@/lib/policy/repository/replays";
