import type { Count, ShellProps, View } from "./shell-props";

/** What waits for the viewer. A number is there only for whoever can do something about it. */
export type Waiting = {
  /** Questions to answer for an agent. */
  asked: number;
  /** Confirmations whose day has passed. */
  overdue: number;
  /** Agents that wait for review. */
  reviews: number;
  /** Hand-overs that are not finished. */
  handovers: number;
};

/** The counts of the rail, and under each area the way to what is counted. What is only asked is not called held. */
export function describeWaiting({
  asked,
  overdue,
  reviews,
  handovers,
}: Waiting): Required<Pick<ShellProps, "counts" | "views">> {
  const agents: Count = { value: asked + overdue + reviews, urgent: overdue > 0 };
  return {
    counts: { agents, settings: { value: handovers } },
    views: {
      agents: listViews([
        { href: "/me#asked", label: "Asked of you", count: asked },
        { href: "/me#due", label: "To confirm", count: overdue },
        { href: "/agents?state=in_review", label: "To review", count: reviews },
      ]),
      settings: listViews([{ href: "/handovers?open=true", label: "Open hand-overs", count: handovers }]),
    },
  };
}

function listViews(views: readonly (View & { count: number })[]): readonly View[] {
  return views.filter(({ count }) => count > 0);
}
