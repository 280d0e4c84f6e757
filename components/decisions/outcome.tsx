import { DecisionBadge } from "@/components/ui/badges";
import type { BadgeLook } from "@/components/ui/badge";
import type { Outcome } from "@/lib/policy/rules";
import { outcomeWords } from "./words";

/** Shape and word first, then colour. */
export function OutcomeBadge({ outcome, look = "plain" }: { outcome: Outcome; look?: BadgeLook }) {
  return <DecisionBadge value={outcomeWords[outcome].badge} look={look} />;
}
