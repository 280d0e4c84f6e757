import { dataClassWords, joinWords } from "@/components/agents/record/words";
import { Badge, type BadgeLook } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { KeyIcon } from "@/components/ui/icons/places";
import { GapIcon, UnknownIcon } from "@/components/ui/icons/states";
import { TwoLines } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import type { CallerCheck } from "@/lib/agents/rules";
import { callerWords } from "@/lib/systems/rules";
import type { System } from "@/lib/systems/schema";

const looks = {
  mtls: { tone: "neutral", icon: KeyIcon },
  token: { tone: "neutral", icon: KeyIcon },
  spiffe: { tone: "neutral", icon: KeyIcon },
  network_only: { tone: "pending", icon: GapIcon },
  unknown: { tone: "neutral", icon: UnknownIcon },
} as const;

/** How a system verifies its caller. Verifying is what is expected, so it has no colour; trusting the network does. */
export function CallerBadge({ verifies, look = "plain" }: { verifies: CallerCheck; look?: BadgeLook }) {
  return (
    <Badge {...looks[verifies]} look={look}>
      {callerWords[verifies].words}
    </Badge>
  );
}

export function SystemCell({ system }: { system: System }) {
  return (
    <TwoLines
      first={
        <>
          <TextLink href={`/systems/${system.slug}`} plain>
            {system.name}
          </TextLink>
          {system.sample && (
            <>
              {" "}
              <Tag>Sample</Tag>
            </>
          )}
        </>
      }
      second={<Code>{system.slug}</Code>}
    />
  );
}

/** The way in, and on a second line what it makes of the agents that take it. */
export function CallerCell({ system: { verifies, agents } }: { system: System }) {
  const badge = <CallerBadge verifies={verifies} />;
  if (verifies !== "network_only" || agents === 0) return badge;
  return (
    <>
      {badge}
      <span className="block text-small text-subtle">
        {agents === 1 ? "The agent that reaches it is a bridge" : "Each agent that reaches it is a bridge"}
      </span>
    </>
  );
}

export function DataNames({ classes }: { classes: System["data_classes"] }) {
  if (classes.length === 0) return <span className="text-subtle">Not said</span>;
  return <>{joinWords(classes.map((one) => dataClassWords[one]))}</>;
}
