import { Badge, type BadgeLook } from "@/components/ui/badge";
import { DiffersIcon, FallIcon, RiseIcon } from "@/components/ui/icons/actions";
import type { Icon } from "@/components/ui/icons/draw";
import {
  AllowedIcon,
  AskIcon,
  ClockIcon,
  DeniedIcon,
  EndedIcon,
  LiveIcon,
  ReviewIcon,
} from "@/components/ui/icons/states";
import type { Tone } from "@/components/ui/tone";
import type { PolicyChangeLine } from "@/lib/policy/schema";
import { stateWords } from "./words";

type State = PolicyChangeLine["state"];

const looks = {
  in_review: { tone: "pending", icon: ReviewIcon },
  approved: { tone: "info", icon: AllowedIcon },
  scheduled: { tone: "info", icon: ClockIcon },
  applied: { tone: "allow", icon: LiveIcon },
  rejected: { tone: "deny", icon: DeniedIcon },
  withdrawn: { tone: "neutral", icon: EndedIcon },
} as const satisfies Record<State, { tone: Tone; icon: Icon }>;

/** What went live may have been replaced since; then it was live. */
export function ChangeState({ state, look = "plain" }: { state: State; look?: BadgeLook }) {
  return (
    <Badge {...looks[state]} look={look}>
      {state === "applied" ? "Went live" : stateWords[state]}
    </Badge>
  );
}

/** Found by comparing, never declared. */
export function Direction({ loosens, look = "plain" }: { loosens: boolean; look?: BadgeLook }) {
  return loosens ? (
    <Badge tone="pending" icon={RiseIcon} look={look}>
      Loosens
    </Badge>
  ) : (
    <Badge tone="neutral" icon={FallIcon} look={look}>
      Tightens only
    </Badge>
  );
}

export function ConflictMark() {
  return (
    <Badge tone="deny" icon={DiffersIcon} look="mini" form="tag">
      Another version went live
    </Badge>
  );
}

const outcomes = {
  allow: { tone: "allow", icon: AllowedIcon, word: "Allowed" },
  ask: { tone: "ask", icon: AskIcon, word: "Asks first" },
  deny: { tone: "deny", icon: DeniedIcon, word: "Denied" },
} as const satisfies Record<"allow" | "ask" | "deny", { tone: Tone; icon: Icon; word: string }>;

export function OutcomeBadge({ outcome, look = "plain" }: { outcome: string; look?: BadgeLook }) {
  const known = outcome === "allow" || outcome === "ask" || outcome === "deny" ? outcomes[outcome] : undefined;
  if (!known) return outcome;
  return (
    <Badge tone={known.tone} icon={known.icon} look={look}>
      {known.word}
    </Badge>
  );
}

/** Before, then after. */
export function Move({ before, after }: { before: string; after: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <OutcomeBadge outcome={before} />
      <span aria-hidden className="text-subtle">
        →
      </span>
      <span className="sr-only">becomes</span>
      <b className="font-semibold">
        <OutcomeBadge outcome={after} />
      </b>
    </span>
  );
}
