"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { Route } from "next";
import { type Crumb, PageHead } from "@/components/shell/page/page-head";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { LiveIcon } from "@/components/ui/icons/states";
import type { Environment } from "@/lib/core/environments";
import { agentScope, type ChangeScope, guardrailsScope } from "../scope";
import { readOpenVersion } from "./version-url";
import { VersionList } from "./version-list";

/** The list carries nothing that reads policies. */
const VersionView = lazy(async () => ({ default: (await import("./version-view")).VersionView }));

export type Whose = { agent: string; environment: Environment } | { agent: null; environment: Environment };

/** The versions of one policy: all of them, or the one in the address. */
export function VersionsPage({ whose }: { whose: Whose }) {
  const scope = whose.agent === null ? guardrailsScope(whose.environment) : agentScope(whose.agent, whose.environment);
  const number = readOpenVersion(new URLSearchParams(useSearchParams()));
  const live = useQuery(scope.live()).data;
  const mayRestore = live?.abilities.includes("update") === true;
  const isLive = number !== null && live?.live_version === number;
  return (
    <>
      <PageHead
        crumbs={listCrumbs(scope, number)}
        title={number === null ? "Versions" : `Version ${number}`}
        badge={
          isLive ? (
            <Badge tone="allow" icon={LiveIcon} look="filled">
              Live
            </Badge>
          ) : undefined
        }
        subtitle={
          number === null
            ? `What was live of ${describe(scope)}. A version never changes; going back makes a new one.`
            : `Of ${describe(scope)}, as it was published.`
        }
        actions={<ButtonLink href={scope.editor}>Open the editor</ButtonLink>}
      />
      {number === null ? (
        <VersionList scope={scope} mayRestore={mayRestore} />
      ) : (
        <Suspense fallback={null}>
          <VersionView scope={scope} number={number} mayRestore={mayRestore} />
        </Suspense>
      )}
    </>
  );
}

function describe({ kind, name }: ChangeScope): string {
  return kind === "agent" ? `the policy of ${name}` : name;
}

function listCrumbs(scope: ChangeScope, number: number | null): Crumb[] {
  const before: Crumb[] =
    scope.kind === "agent"
      ? [
          { label: "Agents", href: "/agents" },
          { label: scope.name, href: `/agents/${scope.name}` as Route },
          { label: "Policy", href: scope.editor },
        ]
      : [
          { label: "Policies", href: "/policies" },
          { label: `Guardrails of ${scope.environment}`, href: scope.editor },
        ];
  return number === null ? before : [...before, { label: "Versions", href: scope.versions }];
}
