"use client";

import { lazy, Suspense } from "react";
import { Section } from "@/components/shell/page/section";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import type { PolicyChange } from "@/lib/policy/schema";
import { useSeen } from "../use-seen";

/** The decision function comes along with the tests it runs. */
const TestRun = lazy(async () => ({ default: (await import("./test-run")).TestRun }));

/** The tests of what is proposed, run in this browser. */
export function Tests({ change }: { change: PolicyChange }) {
  const { box, seen } = useSeen<HTMLDivElement>();
  if (change.document.tests.length === 0) {
    return (
      <Section title="It has no tests">
        <p className="text-muted">Nothing would notice if a later change decided one of its calls otherwise.</p>
      </Section>
    );
  }
  return (
    <div ref={box} className="border-t border-hairline">
      {seen ? (
        <Suspense fallback={<Waiting />}>
          <TestRun change={change} />
        </Suspense>
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <Section title="Tests">
      <Skeleton label="Running the tests">
        <SkeletonBar width="56%" />
        <SkeletonBar width="40%" line="second" />
      </Skeleton>
    </Section>
  );
}
