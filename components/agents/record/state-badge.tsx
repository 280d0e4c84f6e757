import { Badge, type BadgeLook } from "@/components/ui/badge";
import type { Icon } from "@/components/ui/icons/draw";
import {
  ActiveIcon,
  DeniedIcon,
  DraftIcon,
  EndedIcon,
  ExpiredIcon,
  ReviewIcon,
  SuspendedIcon,
} from "@/components/ui/icons/states";
import type { Tone } from "@/components/ui/tone";
import type { AgentState } from "@/lib/agents/rules";
import { stateWords } from "./words";

const looks = {
  draft: { tone: "neutral", icon: DraftIcon },
  in_review: { tone: "pending", icon: ReviewIcon },
  active: { tone: "allow", icon: ActiveIcon },
  suspended: { tone: "neutral", icon: SuspendedIcon },
  denied: { tone: "deny", icon: DeniedIcon },
  revoked: { tone: "deny", icon: ExpiredIcon },
  retired: { tone: "neutral", icon: EndedIcon },
} as const satisfies Record<AgentState, { tone: Tone; icon: Icon }>;

/** Where an agent stands in its life. One that nobody answers for is not drawn as well, whatever its state. */
export function AgentStateBadge({
  state,
  governed,
  look = "filled",
}: {
  state: AgentState;
  governed: boolean;
  look?: BadgeLook;
}) {
  const { tone, icon } = looks[state];
  return (
    <Badge tone={state === "active" && !governed ? "neutral" : tone} icon={icon} look={look}>
      {stateWords[state]}
    </Badge>
  );
}
