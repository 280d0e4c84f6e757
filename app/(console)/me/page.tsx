import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountPage } from "@/components/account/account-page";
import { dueOwnerships, heldOwnerships } from "@/components/ownerships/own-queries";
import { SettingsLayout } from "@/components/shell/page/settings-layout";
import { listSettingsEntries } from "@/components/shell/settings-navigation";
import { agentOperations } from "@/lib/agents/operations";
import { listOwnerships } from "@/lib/agents/service";
import { describeSignInOptions, describeViewer } from "@/lib/auth/describe-viewer";
import { listSignIns } from "@/lib/auth/sign-ins/list";
import { authOperations } from "@/lib/auth/operations";
import { openPageCtx } from "@/lib/auth/page-context";
import { listPasskeys } from "@/lib/auth/passkeys/manage";
import { openPrefetch } from "@/lib/http/prefetch";

export const metadata: Metadata = { title: "Your account" };

export default async function MePage() {
  const ctx = await openPageCtx();
  const { read, dehydrate } = openPrefetch();
  const { getViewer, listPasskeys: passkeys, listSignIns: signIns } = authOperations;
  const { id, roles } = ctx.viewer;
  const [viewer] = await Promise.all([
    read(getViewer, {}, () => describeViewer(ctx)),
    read(passkeys, {}, () => listPasskeys(ctx)),
    read(agentOperations.listOwnerships, { query: dueOwnerships }, ({ query }) => listOwnerships(ctx, query)),
    read(agentOperations.listOwnerships, { query: heldOwnerships }, ({ query }) => listOwnerships(ctx, query)),
    read(signIns, { params: { id }, query: {} }, ({ params, query }) => listSignIns(ctx, params.id, query)),
  ]);
  return (
    <HydrationBoundary state={dehydrate()}>
      <SettingsLayout pages={listSettingsEntries(roles)}>
        <AccountPage initial={viewer} passkeysOff={describeSignInOptions().passkeys.reason} />
      </SettingsLayout>
    </HydrationBoundary>
  );
}
