import { Banner } from "@/components/ui/banner";
import { Time } from "@/components/ui/time";
import type { AgentRecord } from "@/lib/agents/schema";

/** What holds of few agents: of the sandbox that one person keeps, of sample data, of what is retired. */
export function RareBars({ record }: { record: AgentRecord }) {
  const { environment, owner, deputy, state, state_since: since, sample } = record;
  return (
    <>
      {environment === "sandbox" && owner !== null && owner.id === deputy?.id && (
        <Banner tone="pending" edge="strip" title="Sandbox: one person.">
          {owner.name} is owner and deputy at once. Only the sandbox allows it.
        </Banner>
      )}
      {sample && (
        <Banner tone="info" edge="strip" title="Sample data.">
          No figure counts this agent, and it reaches no live system.
        </Banner>
      )}
      {state === "retired" && (
        <Banner tone="neutral" edge="strip" title="Retired.">
          Since <Time at={since} detail="day" />. The record is read only, and its address is never given again.
        </Banner>
      )}
    </>
  );
}
