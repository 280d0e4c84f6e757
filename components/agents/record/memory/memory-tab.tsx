"use client";

import { lazy, Suspense, useState } from "react";
import { PageBody, Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { PlusIcon } from "@/components/ui/icons/actions";
import { GapIcon } from "@/components/ui/icons/states";
import type { Memory } from "@/lib/agents/schema";
import { Missing } from "../missing";
import { NoneBox } from "../none-box";
import { useRecord } from "../use-record";
import { dataClassWords, describeRetention, joinWords, operatorWords } from "../words";

const RemoveMemory = lazy(async () => ({ default: (await import("./remove-memory")).RemoveMemory }));
const MemoryForm = lazy(async () => ({ default: (await import("./memory-form")).MemoryForm }));

/** What the agent keeps, where, for how long, and who can make it forget. */
export function MemoryTab() {
  const { record, may } = useRecord();
  const [form, setForm] = useState<Memory | "new" | null>(null);
  const [removing, setRemoving] = useState<Memory | null>(null);
  const { memory, version } = record;
  return (
    <PageBody>
      <Section
        title="Where it keeps what it learns"
        aside={
          may("update") ? (
            <Button size="small" icon={<PlusIcon size={14} />} onClick={() => setForm("new")}>
              Add memory store
            </Button>
          ) : undefined
        }
        description="What an agent remembers can be poisoned, and can hold what should be gone. Somebody has to be able to purge it."
      >
        {memory.length === 0 ? (
          <div className="grid gap-3">
            {!record.stated_none.includes("memory") && (
              <p>
                <Missing gap="memory_missing" />
              </p>
            )}
            <NoneBox part="memory" />
          </div>
        ) : (
          <ul className="grid gap-4 rail:grid-cols-2">
            {memory.map((store) => (
              <Store key={store.id} store={store} onEdit={() => setForm(store)} onRemove={() => setRemoving(store)} />
            ))}
          </ul>
        )}
      </Section>
      {form && (
        <Suspense fallback={null}>
          <MemoryForm
            slug={record.slug}
            version={version}
            store={form === "new" ? null : form}
            onClose={() => setForm(null)}
          />
        </Suspense>
      )}
      {removing && (
        <Suspense fallback={null}>
          <RemoveMemory slug={record.slug} store={removing} onClose={() => setRemoving(null)} />
        </Suspense>
      )}
    </PageBody>
  );
}

type StoreProps = { store: Memory; onEdit: () => void; onRemove: () => void };

function Store({ store, onEdit, onRemove }: StoreProps) {
  const { may } = useRecord();
  const {
    name,
    operator,
    operator_name: called,
    retention_days: days,
    purge_by: purge,
    reachable,
    data_classes,
  } = store;
  const unclear = days === null || purge === "" || reachable !== true;
  return (
    <li className="grid content-start gap-3 rounded-card border border-hairline p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</h3>
        {unclear && (
          <Badge tone="pending" icon={GapIcon} look="filled" form="tag">
            Gap
          </Badge>
        )}
      </div>
      <Facts
        facts={[
          { term: "Run by", value: operatorWords[operator], ...(called === "" ? {} : { detail: called }) },
          { term: "Kept", value: describeRetention(days) },
          { term: "Purged by", value: purge === "" ? "Nobody named" : purge },
          { term: "We reach it", value: reachable === null ? "Not known" : reachable ? "Yes" : "No" },
          {
            term: "Holds",
            value: data_classes.length === 0 ? "Not said" : joinWords(data_classes.map((one) => dataClassWords[one])),
          },
        ]}
      />
      {may("update") && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={onEdit}>
            Edit<span className="sr-only"> {name}</span>
          </Button>
          <Button size="small" variant="quiet" onClick={onRemove}>
            Remove<span className="sr-only"> {name}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
