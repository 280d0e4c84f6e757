"use client";

import { Command, useCommandState } from "cmdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { BareDialog } from "@/components/ui/overlay/dialog";
import { announce } from "@/components/ui/announcer";
import { formatCount } from "@/components/ui/format-number";
import { SearchIcon } from "@/components/ui/icons/actions";
import type { Action, ActionTools } from "../actions";
import { listPaletteActions } from "./palette-actions";
import type { Role } from "@/lib/core/viewer";
import { useAgentNames } from "./agent-names";
import { takeEarlyKeys } from "./early-typing";
import { matchWords } from "./match-words";
import { ActionGroup, HitGroup, KnownGroup } from "./palette-entries";
import { type Hit, type HitKind, useSearch } from "./use-search";

const groups = ["Go to", "This page", "Actions", "Appearance"] as const;
const popupClass =
  "inset-0 flex flex-col overflow-hidden tablet:inset-x-4 tablet:top-[14vh] tablet:bottom-auto tablet:mx-auto tablet:max-h-[64vh] tablet:max-w-140 tablet:rounded-card tablet:border tablet:border-hairline";

/** What each prefix keeps to on the server; `>` asks it nothing. */
const kindsOf: Readonly<Record<string, readonly HitKind[]>> = {
  "": ["agents", "people", "teams"],
  "#": ["agents"],
  "@": ["people", "teams"],
  ">": [],
};

type Props = { roles: readonly Role[]; actions: readonly Action[]; tools: ActionTools; onClose: () => void };

/** Goes anywhere and runs what the open page offers. `>` keeps to actions, `#` to agents, `@` to people and teams. No decision can be taken here. */
export function Palette({ roles, actions: keyed, tools, onClose }: Props) {
  const actions = [...keyed, ...listPaletteActions(roles)];
  const router = useRouter();
  const [text, setText] = useState("");
  const [selected, setSelected] = useState("");
  const prefix = /^[>@#]/u.exec(text)?.[0] ?? "";
  const words = text.slice(prefix.length).trim();
  const agents = useAgentNames(words, prefix === "#" || (prefix === "" && words !== ""));
  const { hits, state } = useSearch(words, kindsOf[prefix] ?? []);
  const more = hits.filter(({ kind, id }) => kind === "agents" && !agents.some((agent) => agent.id === id));
  const others = hits.filter(({ kind }) => kind !== "agents");
  const offered = prefix === "" || prefix === ">" ? actions.filter(({ id }) => id !== "search") : [];
  const entries = [...offered, ...agents, ...more, ...others];
  // What was selected may be gone; Enter then means the first answer of the server, and never nothing.
  const current = entries.some(({ id }) => id === selected) ? selected : ((more[0] ?? others[0])?.id ?? "");

  function run(action: Action) {
    onClose();
    action.run(tools);
  }

  function open(hit: Hit) {
    onClose();
    router.push(hit.href);
  }

  return (
    <BareDialog title="Search or run a command" onClose={onClose} className={popupClass}>
      <Command
        label="Search or run a command"
        className="flex min-h-0 flex-1 flex-col"
        filter={(_, search, keywords) => matchWords(search, keywords)}
        value={current}
        onValueChange={setSelected}
      >
        <div className="flex items-center gap-2.5 border-b border-hairline px-4">
          <SearchIcon className="text-subtle" />
          <Command.Input
            value={text}
            onValueChange={setText}
            onFocus={() => {
              const early = takeEarlyKeys();
              if (early !== "") setText((before) => before + early);
            }}
            placeholder="Go to, find, do"
            className="h-12 min-w-0 flex-1 bg-transparent text-large outline-none tablet:text-body"
          />
          <Button variant="quiet" size="small" onClick={onClose}>
            Close
          </Button>
        </div>
        <ResultCount more={more.length + others.length} />
        <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
          {more.length + others.length === 0 && (
            <Command.Empty className="px-2.5 py-6 text-muted">
              {state === "searching" ? "Searching…" : `Nothing matches “${words}”.`}
            </Command.Empty>
          )}
          {groups.map((group) => (
            <ActionGroup
              key={group}
              heading={group}
              actions={offered.filter((action) => action.group === group)}
              onRun={run}
            />
          ))}
          <KnownGroup heading="Agents" hits={agents} onOpen={open} />
          <HitGroup heading={agents.length > 0 ? "More agents" : "Agents"} hits={more} onOpen={open} />
          <HitGroup heading="People and teams" hits={others} onOpen={open} />
        </Command.List>
        <p className="border-t border-hairline px-4 py-2 text-small text-subtle">
          {state === "failed" ? "The server could not be searched. " : ""}Type <b className="font-medium">&gt;</b> for
          actions, <b className="font-medium">#</b> for agents, <b className="font-medium">@</b> for people and teams.
        </p>
      </Command>
    </BareDialog>
  );
}

const announceAfterMs = 600;

/** Says how many entries are left once the typing rests; `more` are those of the server, which the count does not know. */
function ResultCount({ more }: { more: number }) {
  const count = useCommandState((state) => state.filtered.count) + more;
  const typed = useCommandState((state) => state.search);
  useEffect(() => {
    if (typed === "") return;
    const timer = setTimeout(() => announce(formatCount(count, "result")), announceAfterMs);
    return () => clearTimeout(timer);
  }, [count, typed]);
  return null;
}
