import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { HandoverPage } from "@/components/handovers/handover-page";
import { can } from "@/lib/access/permissions";
import { handoverOperations } from "@/lib/handovers/operations";
import { HandoverParams } from "@/lib/handovers/schema";
import { getHandover } from "@/lib/handovers/service";

export const metadata: Metadata = { title: "Hand-over" };

export default async function OneHandoverPage({ params }: PageProps<"/handovers/[id]">) {
  const parsed = HandoverParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  const page = await readPage((ctx, { read }) =>
    read(handoverOperations.getHandover, { params: { id } }, () => getHandover(ctx, id)),
  );
  return (
    <SettingsPage page={page} action="handovers.read" refusal="You cannot see hand-overs">
      <HandoverPage handoverId={id} viewerId={page.viewer.id} mayReadLog={can(page.viewer, "audit.read")} />
    </SettingsPage>
  );
}
