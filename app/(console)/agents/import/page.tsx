import type { Metadata } from "next";
import { ImportPage } from "@/components/imports/import-page";
import { NoAccess } from "@/components/settings/no-access";
import { readEnvironment } from "@/components/shell/read-environment";
import { can } from "@/lib/access/permissions";
import { openPageCtx } from "@/lib/auth/page-context";

export const metadata: Metadata = { title: "Import agents" };

export default async function ImportAgentsPage() {
  const { viewer } = await openPageCtx();
  if (!can(viewer, "agents.import")) return <NoAccess title="You cannot import agents" action="agents.import" />;
  return <ImportPage environment={await readEnvironment()} />;
}
