import type { Metadata } from "next";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { KeepingPage } from "@/components/settings/keeping/keeping-page";
import { decisionOperations } from "@/lib/decisions/operations";
import { listEnvironments } from "@/lib/decisions/service";

export const metadata: Metadata = { title: "How long decisions are kept" };

export default async function DecisionKeepingPage() {
  const page = await readPage((ctx, { read }) =>
    read(decisionOperations.listEnvironments, {}, () => listEnvironments(ctx)),
  );
  return (
    <SettingsPage page={page} action="policy.read" refusal="You cannot see how long decisions are kept">
      <KeepingPage />
    </SettingsPage>
  );
}
