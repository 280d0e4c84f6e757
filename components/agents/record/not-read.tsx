"use client";

import { FailureTrace } from "@/components/data/list-trouble";
import { PageHead } from "@/components/shell/page/page-head";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { agentHref, type AgentTab } from "./addresses";

type Props = { slug: string; tab: AgentTab; asOf: string | undefined; error: Error; onRetry: () => void };

/** A failure, or an instant at which there is nothing to see. */
export function NotRead({ slug, tab, asOf, error, onRetry }: Props) {
  return (
    <>
      <PageHead crumbs={[{ label: "Agents", href: "/agents" }]} title={slug} />
      <div role="alert" className="border-t border-hairline">
        <EmptyState
          title={asOf === undefined ? "The agent could not be read" : "There is nothing to show for this instant"}
          actions={
            asOf === undefined ? (
              <Button variant="primary" onClick={onRetry}>
                Try again
              </Button>
            ) : (
              <ButtonLink href={agentHref(slug, tab)} variant="primary">
                Back to now
              </ButtonLink>
            )
          }
          trace={<FailureTrace error={error} />}
        >
          <p>{error.message}</p>
        </EmptyState>
      </div>
    </>
  );
}
