import type { Route } from "next";
import { agentHref } from "@/components/agents/record/addresses";
import type { Waiting } from "@/components/shell/waiting";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { PendingIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import type { Ownership } from "@/lib/agents/schema";

type Props = {
  waiting: Waiting;
  /** The question itself, where there is one alone. */
  asked: Pick<Ownership, "agent" | "part"> | undefined;
};

/** What waits for whoever looks, above the list they begin with. Nothing where nothing waits. */
export function WaitingStrips({ waiting, asked }: Props) {
  const links = listLinks(waiting);
  return (
    <>
      {waiting.asked > 0 && <AskedStrip count={waiting.asked} asked={asked} />}
      {links.length > 0 && (
        <Banner
          tone={waiting.overdue > 0 ? "pending" : "neutral"}
          edge="strip"
          icon={PendingIcon}
          title="Waits for you:"
        >
          {links.map(({ href, words }, index) => (
            <span key={href}>
              {index > 0 && ", "}
              <TextLink href={href}>{words}</TextLink>
            </span>
          ))}
        </Banner>
      )}
    </>
  );
}

function AskedStrip({ count, asked }: { count: number; asked: Props["asked"] }) {
  const one = count === 1 ? asked : undefined;
  return (
    <Banner
      tone="info"
      edge="strip"
      title={
        one ? `You are asked to be ${one.part} of ${one.agent.name}.` : `You are asked to answer for ${count} agents.`
      }
      actions={
        <ButtonLink href={one ? agentHref(one.agent.slug, "owners") : "/me#asked"} size="small" variant="primary">
          Accept or decline
        </ButtonLink>
      }
    >
      Until you accept, you answer for nothing.
    </Banner>
  );
}

function listLinks({ overdue, reviews, handovers }: Waiting): readonly { href: Route; words: string }[] {
  const say = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  return [
    ...(overdue === 0
      ? []
      : [{ href: "/me#due" as const, words: say(overdue, "overdue confirmation", "overdue confirmations") }]),
    ...(reviews === 0
      ? []
      : [{ href: "/agents?state=in_review" as const, words: say(reviews, "agent to review", "agents to review") }]),
    ...(handovers === 0
      ? []
      : [{ href: "/handovers?open=true" as const, words: say(handovers, "open hand-over", "open hand-overs") }]),
  ];
}
