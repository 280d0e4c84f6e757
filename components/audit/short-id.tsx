"use client";

import { announce } from "@/components/ui/announcer";
import { IconButton } from "@/components/ui/icon-button";
import { CopyIcon } from "@/components/ui/icons/actions";

/** The end of an id tells two of one minute apart; the whole is in the title and in the event's text. */
export function ShortId({ id }: { id: string }) {
  if (id.length <= 20) return <code translate="no">{id}</code>;
  return (
    <code translate="no" title={id} className="whitespace-nowrap">
      {id.slice(0, 4)}…{id.slice(-6)}
    </code>
  );
}

export function CopyableId({ id, what }: { id: string; what: string }) {
  async function copy() {
    const done = await navigator.clipboard.writeText(id).then(
      () => true,
      () => false,
    );
    announce(done ? `Copied ${what}` : "The browser did not allow copying");
  }
  return (
    <span className="inline-flex items-center gap-1">
      <ShortId id={id} />
      <IconButton icon={CopyIcon} label={`Copy ${what}`} size="small" onClick={() => void copy()} />
    </span>
  );
}
