"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { FailedList } from "@/components/data/list-trouble";
import { useRefresh } from "@/components/settings/use-refresh";
import { PageHead } from "@/components/shell/page/page-head";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { Vitals } from "@/components/ui/facts";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { Tag } from "@/components/ui/tag";
import { showToast } from "@/components/ui/toast";
import { deleteSystemMutation, systemQuery, systemReads } from "@/lib/systems/queries";
import type { System } from "@/lib/systems/schema";
import { ReachingAgents } from "./reaching-agents";
import { CallerBadge, DataNames } from "./system-cells";

/** Loaded with the first press. */
const EditSystemSheet = lazy(async () => ({ default: (await import("./system-sheet")).EditSystemSheet }));

type Open = "edit" | "delete";

/** One system: how it knows who calls, what belongs to it, and which agents reach it. */
export function SystemDetail({ slug, mayReadLog }: { slug: string; mayReadLog: boolean }) {
  const { data: system, error, refetch } = useQuery(systemQuery(slug));
  const [open, setOpen] = useState<Open | null>(null);
  if (!system)
    return error ? <FailedList noun={["system", "systems"]} error={error} onRetry={() => void refetch()} /> : null;
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        crumbs={[{ label: "Systems", href: "/systems" }]}
        title={system.name}
        badge={system.sample ? <Tag>Sample</Tag> : undefined}
        subtitle={
          <>
            Policies and imports name it <Code>{system.slug}</Code>.
          </>
        }
        actions={<HeadActions system={system} mayReadLog={mayReadLog} onOpen={setOpen} />}
      />
      <div className="grid gap-4 px-page pb-5">
        <Consequence system={system} />
        <SystemVitals system={system} />
        <Patterns actions={system.actions} />
      </div>
      <ReachingAgents system={system} />
      {open === "edit" && (
        <Suspense fallback={null}>
          <EditSystemSheet system={system} onClose={close} />
        </Suspense>
      )}
      {open === "delete" && <DeleteSystem system={system} onClose={close} />}
    </>
  );
}

type HeadProps = { system: System; mayReadLog: boolean; onOpen: (open: Open) => void };

function HeadActions({ system: { id, agents, abilities }, mayReadLog, onOpen }: HeadProps) {
  const reached = agents === 1 ? "1 agent reaches it" : `${agents} agents reach it`;
  return (
    <>
      {mayReadLog && <ButtonLink href={`/evidence/events?subject=${id}`}>History</ButtonLink>}
      {abilities.includes("delete") && (
        <Button variant="danger" disabledReason={agents > 0 ? reached : undefined} onClick={() => onOpen("delete")}>
          Delete
        </Button>
      )}
      {abilities.includes("update") && (
        <Button variant="primary" onClick={() => onOpen("edit")}>
          Edit
        </Button>
      )}
    </>
  );
}

/** What its way of verifying means for the agents that reach it, where that is anything to act on. */
function Consequence({ system: { verifies } }: { system: System }) {
  if (verifies === "network_only")
    return (
      <Banner tone="pending" title="Each agent that reaches it is a bridge.">
        Whoever is on its network may call it, so whatever takes over such an agent is in.
      </Banner>
    );
  if (verifies === "unknown")
    return (
      <Banner tone="neutral" title="Nobody looked how it verifies its caller.">
        Until somebody does, each agent that reaches it carries that as a gap.
      </Banner>
    );
  return null;
}

function SystemVitals({ system }: { system: System }) {
  return (
    <>
      {system.description !== "" && (
        <p className="max-w-prose whitespace-pre-line [overflow-wrap:anywhere]">{system.description}</p>
      )}
      <Vitals
        facts={[
          { term: "Verifies its caller by", value: <CallerBadge verifies={system.verifies} /> },
          { term: "Agents that reach it", value: system.agents === 0 ? "None" : system.agents },
          { term: "Data it holds", value: <DataNames classes={system.data_classes} /> },
        ]}
      />
    </>
  );
}

function Patterns({ actions }: { actions: System["actions"] }) {
  return (
    <section aria-labelledby="system-actions">
      <h2 id="system-actions" className="text-section font-semibold">
        Actions
      </h2>
      {actions.length === 0 ? (
        <p className="mt-1 text-muted">No action is said to belong to it, so no policy knows that it is reached.</p>
      ) : (
        <ul className="mt-2 flex flex-wrap gap-2">
          {actions.map((pattern) => (
            <li key={pattern} className="min-w-0 [overflow-wrap:anywhere]">
              <Code>{pattern}</Code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function DeleteSystem({ system, onClose }: { system: System; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefresh(systemReads);
  async function remove() {
    await deleteSystemMutation.mutationFn({ params: { slug: system.slug } });
    showToast({ title: "System deleted", detail: system.name });
    router.push("/systems");
    void refresh();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Delete ${system.name}?`}
      confirmLabel="Delete system"
      busyText="Deleting…"
      danger
      onConfirm={remove}
    >
      No agent reaches it. What the log says of it stays. This cannot be undone.
    </ConfirmDialog>
  );
}
