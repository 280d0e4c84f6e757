import { showHiddenCharacters } from "@/components/ui/fence";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { RelativeTime } from "@/components/ui/time";
import { environmentWords } from "@/components/shell/environment";
import type { PolicyChangeLine } from "@/lib/policy/schema";
import { ConflictMark } from "../badges";
import { changeHref, placeOf } from "../place";
import { nameOf } from "../words";

/** What is proposed; whose policy it is and by whom, unless there is something worse to say. */
export function TitleCell({ change }: { change: PolicyChangeLine }) {
  const { id, title, author, created_at: at, conflict } = change;
  return (
    <TwoLines
      first={
        <TextLink href={changeHref(id)} plain>
          {showHiddenCharacters(title)}
        </TextLink>
      }
      second={
        conflict ? (
          <ConflictMark />
        ) : (
          <>
            {nameOf(author)}, <RelativeTime at={at} />
          </>
        )
      }
    />
  );
}

export function WhoseCell({ change }: { change: PolicyChangeLine }) {
  const place = placeOf(change);
  return (
    <TwoLines
      first={
        <TextLink href={place.editor} plain>
          {place.kind === "agent" ? <span translate="no">{place.name}</span> : "Guardrails"}
        </TextLink>
      }
      second={environmentWords[change.environment].name}
    />
  );
}

/** What it waits for, or how it ended. */
export function describeWait(change: PolicyChangeLine, viewerId: string): string {
  if (change.conflict) return "Needs to be brought up to date";
  switch (change.state) {
    case "in_review":
      if (change.abilities.includes("approve")) return "You can review it";
      return change.author.id === viewerId ? "Waits for somebody else" : "Waits for its review";
    case "approved":
      return change.abilities.includes("apply") ? "You can make it live" : "Waits to be made live";
    case "scheduled":
      return "Waits for its time";
    default:
      return "";
  }
}
