import { HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { IdentityProvider } from "@/components/account/confirm-identity";
import { LiveEvents } from "@/components/live/live-events";
import { AppShell } from "@/components/shell/app-shell";
import { readScope } from "@/components/shell/read-environment";
import { describeWaiting } from "@/components/shell/waiting";
import { countWaiting } from "@/lib/agents/service";
import { describeViewer } from "@/lib/auth/describe-viewer";
import { authOperations } from "@/lib/auth/operations";
import { listPageWarnings, openPageCtx } from "@/lib/auth/page-context";
import { countOpenHandovers } from "@/lib/handovers/service";
import { openPrefetch } from "@/lib/http/prefetch";

/** Who is not signed in is sent to sign in and comes back here. What each page shows is decided by its own service calls. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await openPageCtx();
  const prefetch = openPrefetch();
  const viewer = await prefetch.read(authOperations.getViewer, {}, () => describeViewer(ctx));
  const { id, name, email, roles } = viewer;
  const [waiting, handovers] = await Promise.all([countWaiting(ctx), countOpenHandovers(ctx)]);
  return (
    <HydrationBoundary state={prefetch.dehydrate()}>
      <IdentityProvider>
        <AppShell
          viewer={{ id, name, email, roles }}
          scope={await readScope()}
          {...describeWaiting({ ...waiting, handovers })}
          warnings={listPageWarnings(ctx.viewer, viewer.notices)}
        >
          {children}
        </AppShell>
        <LiveEvents signInId={viewer.sign_in.id} />
      </IdentityProvider>
    </HydrationBoundary>
  );
}
