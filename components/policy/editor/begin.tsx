"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { lazy, Suspense, useState } from "react";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { TextLink } from "@/components/ui/text-link";
import { isAppError } from "@/lib/core/errors";
import type { Beginning, Draft, EditorScope, Live } from "./state/scope";
import type { OpenForm } from "./state/use-editor";

/** Few ever see it; every page would carry it. */
const Failure = lazy(async () => ({ default: (await import("@/components/account/failure")).Failure }));

const templates: Readonly<Record<Beginning, { name: string; holds: string }>> = {
  live: { name: "What is live", holds: "Every rule, intent and test as it is now." },
  empty: { name: "Empty", holds: "No rule. Everything is denied until one approves it." },
  saas_embedded: {
    name: "SaaS-embedded",
    holds: "Reads records, asks before it changes one, never exports or deletes.",
  },
  endpoint_coding: {
    name: "Endpoint coding",
    holds: "Edits and commits in its working copy, asks before it runs a command, never pushes to main.",
  },
  custom: { name: "Custom service", holds: "Reads its service, asks before it writes, never deletes." },
};
const noLimits = { name: "Empty", holds: "No rule: nothing more is limited than each agent’s own policy says." };
const offered: Readonly<Record<EditorScope["kind"], readonly Beginning[]>> = {
  agent: ["empty", "saas_embedded", "endpoint_coding", "custom"],
  guardrails: ["empty"],
};

type Props = {
  scope: EditorScope;
  live: Live;
  onBegun: (draft: Draft, opening: OpenForm | null) => void;
  /** Somebody else has begun one. */
  onThere: () => void;
};

/** No draft yet: what there is to begin from. */
export function Begin({ scope, live, onBegun, onThere }: Props) {
  const isLive = live.live_version !== null;
  const [template, setTemplate] = useState<Beginning>(isLive ? "live" : "empty");
  const begin = useMutation({
    mutationFn: (from: { template: Beginning; opening: OpenForm | null }) => scope.create(from.template),
    onSuccess: (draft, { opening }) => onBegun(draft, opening),
    onError: (error) => isAppError(error) && error.code === "conflict" && onThere(),
  });
  const choices: readonly Beginning[] = isLive ? ["live", ...offered[scope.kind]] : offered[scope.kind];
  return (
    <div className="w-full max-w-180 px-page pb-12">
      <Section
        title="No draft yet"
        description={`${describeLive(scope, live)} A draft changes nothing until it is published.`}
      >
        {live.live_version !== null && (
          <p className="mb-4">
            <TextLink href={versionHref(live, live.live_version)}>Read version {live.live_version}</TextLink>, compare
            it, or go back to another.
          </p>
        )}
        {live.abilities.includes("update") ? (
          <form
            className="grid justify-items-start gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              begin.mutate({ template, opening: null });
            }}
          >
            <RadioGroup
              legend="Begin from"
              name="template"
              value={template}
              onChange={setTemplate}
              choices={choices.map((value) => {
                const { name, holds } = scope.kind === "guardrails" && value === "empty" ? noLimits : templates[value];
                return { value, label: name, hint: holds };
              })}
            />
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" busy={begin.isPending} busyText="Beginning…">
                Begin a draft
              </Button>
              {scope.kind === "agent" && (
                <Button
                  busy={begin.isPending}
                  busyText="Beginning…"
                  onClick={() => begin.mutate({ template: isLive ? "live" : "empty", opening: { kind: "observed" } })}
                >
                  Start from what it did in the last 30 days
                </Button>
              )}
            </div>
            {begin.error && (
              <Suspense fallback={null}>
                <Failure error={begin.error} />
              </Suspense>
            )}
          </form>
        ) : (
          <p className="text-muted">Who can begin one: {scope.writers}.</p>
        )}
      </Section>
    </div>
  );
}

function versionHref({ agent, environment }: Live, version: number): Route {
  const root = agent === null ? `/policies/guardrails/${environment}` : `/agents/${agent}/policy`;
  return `${root}/versions?version=${version}` as Route;
}

export function describeLive({ kind }: EditorScope, { live_version: version }: Live): string {
  if (version !== null) return `Version ${version} is live.`;
  return kind === "agent"
    ? "Nothing is live, so everything is denied."
    : "Nothing is live, so nothing more is limited than each agent’s own policy says.";
}
