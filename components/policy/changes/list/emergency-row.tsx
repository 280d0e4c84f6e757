import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { showHiddenCharacters } from "@/components/ui/fence";
import { ClockIcon, GapIcon } from "@/components/ui/icons/states";
import { RelativeTime } from "@/components/ui/time";
import type { PolicyChangeLine } from "@/lib/policy/schema";
import { changeHref } from "../place";
import { TitleCell } from "./change-cells";

/** What went live, why it could not wait, and how long there is to look at it. */
export function EmergencyRow({ change }: { change: PolicyChangeLine }) {
  const { id, title, emergency, abilities } = change;
  if (!emergency) return null;
  const look = abilities.includes("look_at");
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-hairline py-2">
      <div className="min-w-0">
        <TitleCell change={change} />
        <p className="mt-0.5 text-dense text-muted [overflow-wrap:anywhere]">
          {scopeWord(change)}: {showHiddenCharacters(emergency.reason)}
        </p>
      </div>
      <div className="grid justify-items-end gap-1">
        <ReviewClock emergency={emergency} />
        <ButtonLink href={changeHref(id)} size="small" {...(look && { variant: "primary" as const })}>
          {look ? "Look at it" : "Open"}
          <span className="sr-only"> {title}</span>
        </ButtonLink>
      </div>
    </li>
  );
}

function scopeWord({ agent, environment }: PolicyChangeLine): string {
  return agent ?? `Guardrails of ${environment}`;
}

/** Counted down; late is said in words. */
function ReviewClock({ emergency }: { emergency: NonNullable<PolicyChangeLine["emergency"]> }) {
  const { overdue, review_due: due } = emergency;
  return (
    <Badge tone={overdue ? "deny" : "pending"} icon={overdue ? GapIcon : ClockIcon} look="filled">
      {overdue ? "Overdue, due " : "Due "}
      <RelativeTime at={due} />
    </Badge>
  );
}
