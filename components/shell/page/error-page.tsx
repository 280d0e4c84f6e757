"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Code } from "@/components/ui/code";
import { formatTime } from "@/components/ui/format-time";
import { CentredPage } from "./centred-page";

export type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** 500: nothing of the failure itself, only what finds it in the server's log. */
export function ErrorPage({ error, reset }: ErrorPageProps) {
  const [at] = useState(() => new Date());

  useEffect(() => {
    document.querySelector<HTMLElement>("h1")?.focus();
  }, []);

  return (
    <CentredPage
      title="This page could not be made"
      lead="Something failed on our side. What was recorded before is safe, and nothing you pressed here was carried out twice."
    >
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- a full load on purpose: the router's state may be what failed */}
        <a href="/" className={buttonClass({})}>
          Go to the start
        </a>
      </div>
      <p className="text-small text-subtle">
        500 <Code>internal</Code>
        {error.digest !== undefined && (
          <>
            , request <Code>{error.digest}</Code>
          </>
        )}
        , {formatTime(at, "UTC", "second")} UTC
      </p>
    </CentredPage>
  );
}
