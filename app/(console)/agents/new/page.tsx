import type { Metadata } from "next";
import { NewAgentPage } from "@/components/agents/new/new-agent-page";
import { NoAccess } from "@/components/settings/no-access";
import { readEnvironment } from "@/components/shell/read-environment";
import { can } from "@/lib/access/permissions";
import { openPageCtx } from "@/lib/auth/page-context";

export const metadata: Metadata = { title: "Register an agent" };

export default async function RegisterAgentPage() {
  const { viewer } = await openPageCtx();
  if (!can(viewer, "agents.create")) return <NoAccess title="You cannot register agents" action="agents.create" />;
  return (
    <NewAgentPage viewerId={viewer.id} environment={await readEnvironment()} mayImport={can(viewer, "agents.import")} />
  );
}
