import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { countWords } from "./words";

/** For pages where somebody would look for what a leaver held. Nothing where nothing is open. */
export function OpenHandovers({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Banner
      tone="pending"
      edge="strip"
      title={`${countWords(count, ["hand-over is", "hand-overs are"])} open.`}
      actions={
        <ButtonLink size="small" href="/handovers?open=true">
          Open hand-overs
        </ButtonLink>
      }
    >
      Somebody left who answered for agents, and not all of it has been accepted by others.
    </Banner>
  );
}
