"use client";

import { useState } from "react";
import { ApiError } from "@/lib/http/client";
import { FailedList } from "@/components/data/list-trouble";
import { Forbidden } from "@/components/shell/page/forbidden";
import { AsOfBar, SandboxBar } from "@/components/shell/page/page-bars";
import { Card } from "@/components/shell/page/section";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";
import { Progress } from "@/components/ui/progress";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { Case, Part } from "./specimen";

export function Notices() {
  return (
    <Part title="Banners and bars">
      <Case name="In the text" wide>
        <div className="grid w-full gap-2">
          <Banner tone="info" title="Kofi Mensah changed this person while you were editing.">
            Your values are kept below; nothing was overwritten.
          </Banner>
          <Banner tone="pending" title="Live updates stopped 12 s ago." actions={<Button size="small">Try now</Button>}>
            Trying again in 3 s. Times below may be old.
          </Banner>
          <Banner tone="deny" title="Not recorded.">
            Your answer did not reach the server. Sending it again is safe: it counts once.
          </Banner>
          <Banner tone="allow">The proof holds: event 4,812 is in the tree of 5,003.</Banner>
          <Banner tone="neutral">Nothing has been published in this environment yet.</Banner>
        </div>
      </Case>
      <Case name="Above every page" wide>
        <div className="w-full overflow-hidden rounded-card border border-hairline">
          <SandboxBar />
          <AsOfBar at="2026-10-31T23:59:59.000Z" now="/design" />
        </div>
      </Case>
      <Case name="Progress of known work">
        <div className="w-full">
          <Progress label="Reading the log" value={3_200} max={5_003} />
        </div>
      </Case>
    </Part>
  );
}

const refused = new ApiError(
  "forbidden",
  { detail: "You may not: export the audit log. It needs the role security or auditor; an admin can give it." },
  { status: 403, requestId: "req_01JCDKZ7M2Q8F4V6W9X1Y3Z5A7" },
);
const failed = new ApiError(
  "unavailable",
  { detail: "The database did not answer within 5 s. Nothing is lost." },
  { status: 503, requestId: "req_01JCDKZ7M2Q8F4V6W9X1Y3Z5A8" },
);

export function States() {
  const [shown, setShown] = useState(0);
  return (
    <Part title="States">
      <Case name="Empty, work done">
        <Framed>
          <EmptyState title="Nothing failed" level={3}>
            <p>Background jobs ran 41 times today. A job that fails five times appears here.</p>
          </EmptyState>
        </Framed>
      </Case>
      <Case name="Empty, first time">
        <Framed>
          <EmptyState title="Only you so far" level={3} actions={<Button variant="primary">Invite a person</Button>}>
            <p>Invitations are valid for 7 days and work once.</p>
            <div className="mt-3">
              <CopyLine text="npx ambit invite ana@example.com" what="the command" />
            </div>
          </EmptyState>
        </Framed>
      </Case>
      <Case name="Loading: after 200 ms, in the final geometry">
        <Framed>
          <div key={shown} className="grid justify-items-start gap-4 p-6 *:min-w-40">
            <Skeleton label="Loading">
              <SkeletonBar width="60%" />
              <SkeletonBar width="80%" line="second" />
            </Skeleton>
            <Button size="small" onClick={() => setShown(shown + 1)}>
              Again
            </Button>
          </div>
        </Framed>
      </Case>
      <Case name="Failed">
        <Framed>
          <FailedList noun={["event", "events"]} error={failed} onRetry={() => undefined} />
        </Framed>
      </Case>
      <Case name="Refused in a list">
        <Framed>
          <FailedList noun={["event", "events"]} error={refused} onRetry={() => undefined} />
        </Framed>
      </Case>
      <Case name="Refused page">
        <Framed>
          <Forbidden
            level={3}
            title="You cannot open the audit log"
            missing="It needs the role security, admin or auditor."
            givenBy="Ana Lopes and Kofi Mensah are admins and can give it."
            back={{ href: "/design", label: "Back to the design page" }}
          />
        </Framed>
      </Case>
    </Part>
  );
}

function Framed({ children }: { children: React.ReactNode }) {
  return (
    <div className="w-full">
      <Card>{children}</Card>
    </div>
  );
}
