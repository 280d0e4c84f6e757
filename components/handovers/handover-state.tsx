import { Badge, type BadgeLook } from "@/components/ui/badge";
import { AllowedIcon, GapIcon, PendingIcon } from "@/components/ui/icons/states";
import type { Handover } from "@/lib/handovers/schema";

/** Finished, waiting for answers alone, or with something nobody is asked for. */
export function HandoverState({
  handover: { finished_at: at, parts, done, asked },
  look,
}: {
  handover: Pick<Handover, "finished_at" | "parts" | "done" | "asked">;
  look: BadgeLook;
}) {
  if (at !== null)
    return (
      <Badge tone="allow" icon={AllowedIcon} look={look}>
        Finished
      </Badge>
    );
  const waits = done + asked >= parts;
  return (
    <Badge tone="pending" icon={waits ? PendingIcon : GapIcon} look={look}>
      {waits ? "Waits for answers" : "Open"}
    </Badge>
  );
}
