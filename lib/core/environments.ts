/** The three fixed environments; each holds one snapshot of published policy. */
export const environments = ["production", "staging", "sandbox"] as const;
export type Environment = (typeof environments)[number];
