import { Badge, type BadgeLook } from "./badge";
import type { Icon } from "./icons/draw";
import {
  ActiveIcon,
  AllowedIcon,
  AskIcon,
  ContainedIcon,
  DeniedIcon,
  DraftIcon,
  EndedIcon,
  ExpiredIcon,
  HardIcon,
  LiveIcon,
  PendingIcon,
  ReviewIcon,
  RiskCriticalIcon,
  RiskHighIcon,
  RiskLowIcon,
  RiskMediumIcon,
  SoftIcon,
  StaleIcon,
  SuspendedIcon,
  TierAdvancedIcon,
  TierEnterpriseIcon,
  TierFoundationIcon,
  TierZeroIcon,
  UnknownIcon,
} from "./icons/states";
import type { Tone } from "./tone";

type Entry = { tone: Tone; icon: Icon; word: string };
type Props<Value> = { value: Value; look?: BadgeLook; children?: string };

const decisions = {
  allowed: { tone: "allow", icon: AllowedIcon, word: "Allowed" },
  denied: { tone: "deny", icon: DeniedIcon, word: "Denied" },
  asked: { tone: "ask", icon: AskIcon, word: "Asked" },
  pending: { tone: "pending", icon: PendingIcon, word: "Pending" },
  expired: { tone: "neutral", icon: ExpiredIcon, word: "Expired: denied" },
} as const satisfies Record<string, Entry>;

export function DecisionBadge({ value, look = "plain", children }: Props<keyof typeof decisions>) {
  return drawEntry(decisions[value], look, "pill", children);
}

const risks = {
  low: { tone: "riskLow", icon: RiskLowIcon, word: "Low" },
  medium: { tone: "riskMedium", icon: RiskMediumIcon, word: "Medium" },
  high: { tone: "riskHigh", icon: RiskHighIcon, word: "High" },
  critical: { tone: "riskCritical", icon: RiskCriticalIcon, word: "Critical" },
} as const satisfies Record<string, Entry>;

export function RiskBadge({ value, look = "plain", children }: Props<keyof typeof risks>) {
  return drawEntry(risks[value], look, "pill", children);
}

const tiers = {
  zero: { tone: "deny", icon: TierZeroIcon, word: "Tier 0 gap" },
  foundation: { tone: "tierFoundation", icon: TierFoundationIcon, word: "Foundation" },
  enterprise: { tone: "tierEnterprise", icon: TierEnterpriseIcon, word: "Enterprise" },
  advanced: { tone: "tierAdvanced", icon: TierAdvancedIcon, word: "Advanced" },
} as const satisfies Record<string, Entry>;

export function TierBadge({ value, look = "plain", children }: Props<keyof typeof tiers>) {
  return drawEntry(tiers[value], look, "tag", children);
}

const boundaries = {
  hard: { tone: "neutral", icon: HardIcon, word: "Hard" },
  soft: { tone: "neutral", icon: SoftIcon, word: "Soft" },
} as const satisfies Record<string, Entry>;

/** Soft is the exception, so soft is the one in a box. */
export function BoundaryBadge({ value }: { value: keyof typeof boundaries }) {
  return drawEntry(boundaries[value], value === "soft" ? "filled" : "plain", "tag", undefined);
}

const freshness = {
  live: { tone: "allow", icon: LiveIcon, word: "Live" },
  stale: { tone: "pending", icon: StaleIcon, word: "Stale" },
  unknown: { tone: "neutral", icon: UnknownIcon, word: "Unknown" },
} as const satisfies Record<string, Entry>;

/** The age may stand instead of the word, never instead of the shape. */
export function FreshnessBadge({ value, look = "plain", children }: Props<keyof typeof freshness>) {
  return drawEntry(freshness[value], look, "pill", children);
}

const states = {
  active: { tone: "allow", icon: ActiveIcon, word: "Active" },
  draft: { tone: "neutral", icon: DraftIcon, word: "Draft" },
  review: { tone: "neutral", icon: ReviewIcon, word: "In review" },
  invited: { tone: "pending", icon: DraftIcon, word: "Invited" },
  suspended: { tone: "neutral", icon: SuspendedIcon, word: "Suspended" },
  deactivated: { tone: "neutral", icon: SuspendedIcon, word: "Deactivated" },
  ended: { tone: "neutral", icon: EndedIcon, word: "Ended" },
  contained: { tone: "ink", icon: ContainedIcon, word: "Contained" },
} as const satisfies Record<string, Entry>;

/** Where a record stands in its life. */
export function StateBadge({ value, look = "plain", children }: Props<keyof typeof states>) {
  return drawEntry(
    states[value],
    value === "contained" && look === "plain" ? "filled" : look,
    value === "contained" ? "tag" : "pill",
    children,
  );
}

function drawEntry(entry: Entry, look: BadgeLook, form: "pill" | "tag", word: string | undefined) {
  return (
    <Badge tone={entry.tone} icon={entry.icon} look={look} form={form}>
      {word ?? entry.word}
    </Badge>
  );
}
