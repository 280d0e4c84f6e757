/** Written out, because Tailwind finds class names by reading them. */
export const toneClass = {
  allow: "tone-allow",
  deny: "tone-deny",
  ask: "tone-stepup",
  pending: "tone-pending",
  neutral: "tone-neutral",
  info: "tone-info",
  riskLow: "tone-risk-low",
  riskMedium: "tone-risk-medium",
  riskHigh: "tone-risk-high",
  riskCritical: "tone-risk-critical",
  tierFoundation: "tone-tier-foundation",
  tierEnterprise: "tone-tier-enterprise",
  tierAdvanced: "tone-tier-advanced",
  ink: "tone-ink",
} as const;

export type Tone = keyof typeof toneClass;
