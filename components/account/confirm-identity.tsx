"use client";

import { createContext, lazy, type ReactNode, Suspense, useContext, useRef, useState } from "react";
import { Dialog } from "@/components/ui/overlay/dialog";
import { isAppError } from "@/lib/core/errors";

/** Every page carries the question, few ever ask it. */
const ProofWays = lazy(async () => ({ default: (await import("./proof-ways")).ProofWays }));

type Waiter = { goOn: () => void; giveUp: () => void };

const Context = createContext<((refusal: Error) => Promise<void>) | null>(null);

/** Mounted once, around every page behind sign-in. */
export function IdentityProvider({ children }: { children: ReactNode }) {
  const [waiters, setWaiters] = useState<readonly Waiter[]>([]);

  function ask(refusal: Error): Promise<void> {
    return new Promise((resolve, reject) => {
      setWaiters((before) => [...before, { goOn: resolve, giveUp: () => reject(refusal) }]);
    });
  }

  function settle(proven: boolean) {
    for (const waiter of waiters) (proven ? waiter.goOn : waiter.giveUp)();
    setWaiters([]);
  }

  const open = waiters.length > 0;
  const body = useRef<HTMLDivElement>(null);
  return (
    <Context value={ask}>
      {children}
      <Dialog
        open={open}
        onOpenChange={(next) => !next && settle(false)}
        title="Confirm that it is you"
        description="This gives or takes access, so it needs a fresh proof. What you began then goes on by itself."
        // Until the way to prove it is known; its own button then takes the focus. Enter never closes it.
        initialFocus={body}
      >
        {open && (
          <div ref={body} tabIndex={-1} className="outline-none">
            <Suspense fallback={null}>
              <ProofWays onProven={() => settle(true)} />
            </Suspense>
          </div>
        )}
      </Dialog>
    </Context>
  );
}

/**
 * Wraps what the server may refuse with `reauthentication_required`: asks for the proof, then does it once more. Rejects
 * with the server's refusal when the person closes the dialog.
 *
 *     const setRoles = useMutation({ mutationFn: useWithIdentity(mutationFor(peopleOperations.setRoles).mutationFn) });
 */
export function useWithIdentity<Input, Result>(
  mutate: (input: Input) => Promise<Result>,
): (input: Input) => Promise<Result> {
  const ask = useContext(Context);
  if (!ask) throw new Error("useWithIdentity needs an IdentityProvider above it.");
  return async (input) => {
    try {
      return await mutate(input);
    } catch (error) {
      if (!isAppError(error) || error.code !== "reauthentication_required") throw error;
      await ask(error);
      return mutate(input);
    }
  };
}
