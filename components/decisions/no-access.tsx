import { Forbidden } from "@/components/shell/page/forbidden";

/** Who keeps no agent and has no role for it; the same words for one decision of somebody else's agent. */
export function NoDecisionAccess({ one = false }: { one?: boolean }) {
  return (
    <Forbidden
      title={one ? "You cannot see this decision" : "You cannot see decisions"}
      missing={
        one
          ? "It needs the role Security or Auditor, or to answer for this agent as its owner or deputy."
          : "It needs the role Security or Auditor, or to answer for an agent as its owner or deputy."
      }
      givenBy="An admin gives roles; an agent’s owner asks a deputy."
      back={{ href: "/agents", label: "Agents" }}
    />
  );
}
