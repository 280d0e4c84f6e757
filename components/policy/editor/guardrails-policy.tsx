"use client";

import { useMemo } from "react";
import type { Environment } from "@/lib/core/environments";
import {
  createGuardrailsDraftMutation,
  deleteGuardrailsDraftMutation,
  guardrailsDraftQuery,
  liveGuardrailsQuery,
  updateGuardrailsDraftMutation,
} from "@/lib/policy/queries";
import { PolicyEditor } from "./policy-editor";
import type { EditorScope } from "./state/scope";

/** What holds for every agent of one environment. */
export function GuardrailsPolicy({ environment }: { environment: Environment }) {
  const scope = useMemo(() => guardrailsScope(environment), [environment]);
  return <PolicyEditor key={scope.key} scope={scope} />;
}

function guardrailsScope(environment: Environment): EditorScope {
  const params = { environment };
  return {
    kind: "guardrails",
    key: `guardrails ${environment}`,
    liveQuery: liveGuardrailsQuery(environment),
    draftQuery: guardrailsDraftQuery(environment),
    create: (template) => createGuardrailsDraftMutation.mutationFn({ params, body: { template } }),
    save: (text, version) => updateGuardrailsDraftMutation.mutationFn({ params, body: { text }, version }),
    remove: () => deleteGuardrailsDraftMutation.mutationFn({ params }),
    // As the server tries them: an agent that may do everything else.
    caller: { slug: "any-agent", kind: undefined, tier: "foundation", environment },
    actions: [],
    writers: "people with the role security",
  };
}
