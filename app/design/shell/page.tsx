import { ExportButton } from "@/components/data/export-button";
import { AppShell } from "@/components/shell/app-shell";
import { readScope } from "@/components/shell/read-environment";
import { PageHead } from "@/components/shell/page/page-head";
import { Button } from "@/components/ui/button";
import { drawnViewer } from "../_parts/drawn";
import { DrawnList } from "../_parts/drawn-list";

export const metadata = { title: "Shell" };

const modes = ["ready", "loading", "failed", "empty"] as const;

/** The shell around a list, in the state that `?mode=` names. */
export default async function DesignShellPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const search = await searchParams;
  const mode = modes.find((one) => one === search["mode"]) ?? "ready";
  const warnings =
    search["warning"] === undefined
      ? []
      : ["One database role does both jobs: the running role could change the audit log. Set MIGRATE_DATABASE_URL."];
  return (
    <AppShell
      viewer={drawnViewer}
      scope={await readScope()}
      counts={{ evidence: { value: 2 }, settings: { value: 1, urgent: true } }}
      views={{}}
      warnings={warnings}
    >
      <PageHead
        title="People"
        subtitle="Who can sign in, and what each may do."
        actions={
          <>
            <ExportButton href="/design/shell" />
            <Button variant="primary">Invite a person</Button>
          </>
        }
      />
      <DrawnList mode={mode} />
    </AppShell>
  );
}
