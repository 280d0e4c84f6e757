import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/read-page";
import { ChangePage } from "@/components/policy/changes/change/change-page";
import { NoAccess } from "@/components/settings/no-access";
import { can } from "@/lib/access/permissions";
import { isAppError } from "@/lib/core/errors";
import { policyOperations } from "@/lib/policy/operations";
import { ChangeParams } from "@/lib/policy/schema";
import { findReplayOfChange, getPolicyChange } from "@/lib/policy/service";

export const metadata: Metadata = { title: "Change of a policy" };

export default async function OneChangePage({ params }: PageProps<"/policies/changes/[id]">) {
  const parsed = ChangeParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  const page = await readPage(async (ctx, { read }) => {
    await read(policyOperations.getPolicyChange, { params: { id } }, () => getPolicyChange(ctx, id));
    try {
      await read(policyOperations.getChangeReplay, { params: { id } }, () => findReplayOfChange(ctx, id));
    } catch (error) {
      // One that was never replayed says so on the page.
      if (!isAppError(error) || error.code !== "not_found") throw error;
    }
  });
  if (page.state === null) return <NoAccess title="You cannot see changes of policies" action="policy.read" />;
  return (
    <HydrationBoundary state={page.state}>
      <ChangePage changeId={id} viewerId={page.viewer.id} mayReadLog={can(page.viewer, "audit.read")} />
    </HydrationBoundary>
  );
}
