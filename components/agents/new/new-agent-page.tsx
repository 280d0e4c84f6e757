import { PageHead } from "@/components/shell/page/page-head";
import { PageBody } from "@/components/shell/page/section";
import { ButtonLink } from "@/components/ui/button-link";
import type { Environment } from "@/lib/core/environments";
import { NewAgentForm } from "./new-agent-form";

type Props = { viewerId: string; environment: Environment; mayImport: boolean };

/** The least a record needs. Everything else is added later, and is a named gap until then. */
export function NewAgentPage({ viewerId, environment, mayImport }: Props) {
  return (
    <>
      <PageHead
        crumbs={[{ label: "Agents", href: "/agents" }]}
        title="Register an agent"
        subtitle="This makes a draft. What is not said here is a named gap until somebody says it."
        actions={mayImport && <ButtonLink href="/agents/import">Import from files</ButtonLink>}
      />
      <PageBody narrow>
        <NewAgentForm viewerId={viewerId} environment={environment} />
      </PageBody>
    </>
  );
}
