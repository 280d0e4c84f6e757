"use client";

import { lazy, Suspense, useState } from "react";
import { PageBody, Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon } from "@/components/ui/icons/actions";
import { showHiddenCharacters } from "@/components/ui/fence";
import { GapIcon, HardIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { Identity } from "@/lib/agents/schema";
import { agentHref } from "../addresses";
import { useRecord } from "../use-record";
import { identityWords } from "../words";
import { showCredential } from "./show-credential";

const RemoveIdentity = lazy(async () => ({ default: (await import("./remove-identity")).RemoveIdentity }));
const AddIdentity = lazy(async () => ({ default: (await import("./add-identity")).AddIdentity }));

/** What the agent is known by, and what of it proves anything. */
export function IdentityTab() {
  const { record, may } = useRecord();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Identity | null>(null);
  const { identities } = record;
  const add = may("update") && (
    <Button
      variant={identities.length === 0 ? "primary" : "secondary"}
      icon={<PlusIcon />}
      onClick={() => setAdding(true)}
    >
      Add identity
    </Button>
  );
  return (
    <PageBody>
      {identities.length === 0 ? (
        <div className="-mx-(--page-padding)">
          <EmptyState title="Nothing proves who it is" actions={add || undefined}>
            <p>Without a credential anybody can say that they are this agent. It is one of its gaps.</p>
          </EmptyState>
        </div>
      ) : (
        <Section title="What it is known by" aside={add || undefined}>
          {record.gaps.includes("identity_label_only") && (
            <p className="tone-pending mb-4 flex items-start gap-2 text-tone-fg">
              <GapIcon className="mt-0.5" />
              It is known by a label alone, and a label proves nothing. Add a key, a SPIFFE ID or a federated subject.
            </p>
          )}
          <ul className="grid gap-3">
            {identities.map((identity) => (
              <IdentityItem
                key={identity.id}
                identity={identity}
                onRemove={may("update") ? () => setRemoving(identity) : undefined}
              />
            ))}
          </ul>
        </Section>
      )}
      {adding && (
        <Suspense fallback={null}>
          <AddIdentity record={record} onClose={() => setAdding(false)} />
        </Suspense>
      )}
      {removing && (
        <Suspense fallback={null}>
          <RemoveIdentity slug={record.slug} identity={removing} onClose={() => setRemoving(null)} />
        </Suspense>
      )}
    </PageBody>
  );
}

type ItemProps = { identity: Identity; onRemove: (() => void) | undefined };

function IdentityItem({ identity, onRemove }: ItemProps) {
  const { kind, name, created_at: added, shared_with: sharers } = identity;
  const proves = kind !== "label";
  const shown = showCredential(identity);
  return (
    <li className="grid gap-3 rounded-card border border-hairline p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</h3>
        <Badge
          tone={proves ? "neutral" : "pending"}
          icon={proves ? HardIcon : GapIcon}
          look={proves ? "plain" : "filled"}
          form="tag"
        >
          {identityWords[kind].name}
        </Badge>
        {onRemove && (
          <span className="ms-auto">
            <Button size="small" variant="quiet" onClick={onRemove}>
              Remove<span className="sr-only"> {name}</span>
            </Button>
          </span>
        )}
      </div>
      <div className="grid gap-1">
        <CopyLine text={shown.text} what={`the credential of ${name}`} />
        {shown.beside !== "" && (
          <p className="text-small text-subtle [overflow-wrap:anywhere]">{showHiddenCharacters(shown.beside)}</p>
        )}
      </div>
      {sharers.map((sharer) => (
        <p key={sharer.slug} className="tone-pending flex items-start gap-2 text-dense text-tone-fg">
          <GapIcon size={14} className="mt-0.75" />
          <span>
            Also on <TextLink href={agentHref(sharer.slug, "identity")}>{sharer.name}</TextLink>: whoever has it can act
            as either, and nobody can tell which.
          </span>
        </p>
      ))}
      <p className="text-dense text-muted">
        {identityWords[kind].proves} Added <Time at={added} detail="day" />.
      </p>
    </li>
  );
}
