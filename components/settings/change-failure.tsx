"use client";

import { Failure } from "@/components/account/failure";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { isAppError } from "@/lib/core/errors";

type Props = { error: Error | null; onReadAgain: () => void };

/** Why a change was refused. Where somebody else was first, the way on is to look at what they did. */
export function ChangeFailure({ error, onReadAgain }: Props) {
  if (!isAppError(error) || error.code !== "stale_version") return <Failure error={error} />;
  return (
    <div role="alert" className="w-full">
      <Banner
        tone="pending"
        title="Somebody changed this while you looked."
        actions={
          <Button size="small" onClick={onReadAgain}>
            Read again
          </Button>
        }
      >
        Nothing of yours was saved.
      </Banner>
    </div>
  );
}

/** What the server says about one field of a form. */
export function findFault(error: Error | null, pointer: string): string | undefined {
  return isAppError(error) ? error.faults.find((fault) => fault.pointer === pointer)?.detail : undefined;
}
