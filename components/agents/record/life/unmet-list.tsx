"use client";

import { GapIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { agentHref } from "../addresses";
import { useRecord } from "../use-record";

export type Unmet = { code: string; words: string };

/** Every guard that does not hold, and where it is mended. */
export function UnmetList({ unmet }: { unmet: readonly Unmet[] }) {
  return (
    <ul className="grid gap-2" aria-label="What is missing">
      {unmet.map(({ code, words }) => (
        <li key={code} className="tone-pending flex items-start gap-2">
          <GapIcon className="mt-0.5 text-tone-fg" />
          <span className="min-w-0 flex-1">
            {words}. <WayOut code={code} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function WayOut({ code }: { code: string }) {
  const { slug } = useRecord().record;
  switch (code) {
    case "owner_not_accepted":
    case "deputy_not_accepted":
      return <TextLink href={agentHref(slug, "owners")}>Owners</TextLink>;
    case "second_person_missing":
      return <TextLink href="/people?role=security&state=active">People in security</TextLink>;
    case "stopped_by_security":
      return <TextLink href={agentHref(slug, "history")}>Who stopped it</TextLink>;
    case "intent_missing":
    case "policy_missing":
      return <span className="text-muted">Intents and policies cannot be written here yet.</span>;
    default:
      return null;
  }
}
