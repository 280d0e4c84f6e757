"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { SearchIcon } from "@/components/ui/icons/actions";
import { Kbd } from "@/components/ui/kbd";

const waitMs = 250;

type Props = { label: string; value: string; onChange: (value: string) => void };

/** Filters the list below while one types; `/` comes here, Escape empties it. */
export function SearchBox({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);

  // The URL changed by another way (Back, a cleared filter): the box follows.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }

  function send() {
    setSent(text.trim());
    onChange(text.trim());
  }

  const sendLater = useEffectEvent(send);

  useEffect(() => {
    if (text.trim() === sent) return;
    const timer = setTimeout(() => sendLater(), waitMs);
    return () => clearTimeout(timer);
  }, [text, sent]);

  return (
    <label className="flex h-10 w-full items-center gap-2 rounded-control border border-control bg-surface px-2 text-subtle focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus tablet:h-8 tablet:w-66">
      <SearchIcon />
      <span className="sr-only">{label}</span>
      <input
        type="search"
        data-search-box
        value={text}
        placeholder={label}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") send();
          if (event.key === "Escape") setText("");
        }}
        className="h-full min-w-0 flex-1 appearance-none bg-transparent text-large text-fg outline-none [&::-webkit-search-cancel-button]:hidden tablet:text-body"
      />
      <span className="max-tablet:hidden">
        <Kbd>/</Kbd>
      </span>
    </label>
  );
}
