"use client";

import { useMemo } from "react";
import { agentHref } from "@/components/agents/record/addresses";
import { useRecord } from "@/components/agents/record/use-record";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { AgentRecord } from "@/lib/agents/schema";
import {
  createPolicyDraftMutation,
  deletePolicyDraftMutation,
  livePolicyQuery,
  policyDraftQuery,
  updatePolicyDraftMutation,
} from "@/lib/policy/queries";
import { PolicyEditor } from "./policy-editor";
import type { EditorScope } from "./state/scope";

/** The policy of the agent whose page this is. */
export function AgentPolicy() {
  const { record, asOf } = useRecord();
  const scope = useMemo(() => agentScope(record), [record]);
  if (asOf !== null) {
    return (
      <EmptyState
        title="A draft is only there now"
        actions={<ButtonLink href={agentHref(record.slug, "policy")}>Show it as it is now</ButtonLink>}
      >
        <p>What a draft said at an earlier instant is not kept. That it changed is in the log, by digest.</p>
      </EmptyState>
    );
  }
  return <PolicyEditor key={scope.key} scope={scope} />;
}

function agentScope({ slug, kind, tier, environment, tools }: AgentRecord): EditorScope {
  const params = { slug };
  return {
    kind: "agent",
    key: `agent ${slug}`,
    liveQuery: livePolicyQuery(slug),
    draftQuery: policyDraftQuery(slug),
    create: (template) => createPolicyDraftMutation.mutationFn({ params, body: { template } }),
    save: (text, version) => updatePolicyDraftMutation.mutationFn({ params, body: { text }, version }),
    remove: () => deletePolicyDraftMutation.mutationFn({ params }),
    caller: { slug, kind: kind ?? undefined, tier: tier ?? "foundation", environment },
    actions: [...new Set(tools.map(({ server, name }) => (server === "" ? name : `mcp.${server}.${name}`)))],
    writers: "its owner, its deputy and people with the role security",
  };
}
