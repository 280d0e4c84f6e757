export * from "@/lib/agents/rules/bulk";
export * from "@/lib/agents/rules/compare";
export * from "@/lib/agents/rules/gaps";
export * from "@/lib/agents/rules/life";
export * from "@/lib/agents/rules/ownership";
export * from "@/lib/agents/rules/slugs";
export * from "@/lib/agents/rules/words";

export const agentSorts = ["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"] as const;
export type AgentSort = (typeof agentSorts)[number];

export const agentAbilities = [
  "update",
  "assess",
  "set_owners",
  "submit",
  "withdraw",
  "activate",
  "deny",
  "suspend",
  "resume",
  "revoke",
  "reopen",
  "retire",
] as const;
export type AgentAbility = (typeof agentAbilities)[number];

export const ownerAbilities = ["accept", "decline", "confirm", "step_down", "withdraw"] as const;
