import { agentHref } from "@/components/agents/record/addresses";
import { Badge, type BadgeLook } from "@/components/ui/badge";
import { showHiddenCharacters } from "@/components/ui/fence";
import type { Icon } from "@/components/ui/icons/draw";
import { ActiveIcon, DeniedIcon, GapIcon, PendingIcon, SuspendedIcon } from "@/components/ui/icons/states";
import { TwoLines } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { RelativeTime, Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Disposition } from "@/lib/shadow/rules";
import type { ShadowAgent } from "@/lib/shadow/schema";

/** Text as it was seen out there: one text node, every character that hides or reorders others made visible. */
export function SeenText({ text }: { text: string }) {
  return (
    <bdi translate="no" className="[overflow-wrap:anywhere]">
      {showHiddenCharacters(text)}
    </bdi>
  );
}

const looks = {
  undecided: { tone: "pending", icon: PendingIcon, word: "Undecided" },
  govern: { tone: "neutral", icon: ActiveIcon, word: "Governed" },
  block: { tone: "deny", icon: DeniedIcon, word: "Blocked" },
  ignore: { tone: "neutral", icon: SuspendedIcon, word: "Ignored" },
} as const satisfies Record<Disposition, { tone: Tone; icon: Icon; word: string }>;

export function DispositionBadge({ value, look = "plain" }: { value: Disposition; look?: BadgeLook }) {
  const { tone, icon, word } = looks[value];
  return (
    <Badge tone={tone} icon={icon} look={look}>
      {word}
    </Badge>
  );
}

export function ShadowCell({ found }: { found: ShadowAgent }) {
  return (
    <TwoLines
      first={
        <>
          <SeenText text={found.name} />
          {found.sample && (
            <>
              {" "}
              <Tag>Sample</Tag>
            </>
          )}
        </>
      }
      second={<SeenText text={found.source_ref} />}
    />
  );
}

/** What holds, and on the second line what follows from it or what is odd about it. */
export function DecisionCell({ found }: { found: ShadowAgent }) {
  return (
    <>
      <DispositionBadge value={found.disposition} />
      <span className="block text-small text-subtle">
        <DecisionDetail found={found} />
      </span>
    </>
  );
}

function DecisionDetail({ found }: { found: ShadowAgent }) {
  const { disposition, agent, ignore_until: until, seen_since: seen } = found;
  if (disposition === "ignore" && until !== null)
    return (
      <>
        until <Time at={until} detail="day" />
      </>
    );
  if (disposition === "block" && seen)
    return (
      <Badge tone="deny" icon={GapIcon} look="mini">
        Seen since
      </Badge>
    );
  if (disposition === "govern")
    return agent ? (
      <>
        as{" "}
        <TextLink href={agentHref(agent.slug)} plain>
          {agent.name}
        </TextLink>
      </>
    ) : (
      "No agent yet"
    );
  return disposition === "undecided" && until !== null ? "No longer ignored" : null;
}

export function SeenCell({ found: { last_seen_at: at, sightings } }: { found: ShadowAgent }) {
  return (
    <>
      <RelativeTime at={at} />
      <span className="block text-small text-subtle">{sightings === 1 ? "Once" : `${sightings} times`}</span>
    </>
  );
}
