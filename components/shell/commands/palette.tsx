"use client";

import { Command, useCommandState } from "cmdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { BareDialog } from "@/components/ui/overlay/dialog";
import { announce } from "@/components/ui/announcer";
import { formatCount } from "@/components/ui/format-number";
import { SearchIcon } from "@/components/ui/icons/actions";
import { PersonIcon, TeamIcon } from "@/components/ui/icons/places";
import type { Action, ActionTools } from "../actions";
import { Keys } from "./shortcut-help";
import { type Hit, useSearch } from "./use-search";

const groups = ["Go to", "This page", "Actions", "Appearance"] as const;
const popupClass =
  "inset-0 flex flex-col overflow-hidden tablet:inset-x-4 tablet:top-[14vh] tablet:bottom-auto tablet:mx-auto tablet:max-h-[64vh] tablet:max-w-140 tablet:rounded-card tablet:border tablet:border-hairline";
const itemClass =
  "flex min-h-10 items-center gap-2.5 rounded-control px-2.5 data-[disabled=true]:text-subtle data-[selected=true]:bg-fill tablet:min-h-9";
const groupClass =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle";
const icons = { people: PersonIcon, teams: TeamIcon };

type Props = { actions: readonly Action[]; tools: ActionTools; onClose: () => void };

/** Goes anywhere and runs what the open page offers. `>` keeps to actions, `@` to people and teams. No decision can be taken here. */
export function Palette({ actions, tools, onClose }: Props) {
  const router = useRouter();
  const [text, setText] = useState("");
  const prefix = text.startsWith(">") || text.startsWith("@") ? text.charAt(0) : "";
  const words = text.slice(prefix.length).trim();
  const { hits, state } = useSearch(prefix === ">" ? "" : words);

  function run(action: Action) {
    onClose();
    action.run(tools);
  }

  return (
    <BareDialog title="Search or run a command" onClose={onClose} className={popupClass}>
      <Command
        label="Search or run a command"
        className="flex min-h-0 flex-1 flex-col"
        filter={(_, search, keywords) => matchWords(search, keywords)}
      >
        <div className="flex items-center gap-2.5 border-b border-hairline px-4">
          <SearchIcon className="text-subtle" />
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder="Go to, find, do"
            className="h-12 min-w-0 flex-1 bg-transparent text-large outline-none tablet:text-body"
          />
          <Button variant="quiet" size="small" onClick={onClose}>
            Close
          </Button>
        </div>
        <ResultCount />
        <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
          <Command.Empty className="px-2.5 py-6 text-muted">
            {state === "searching" ? "Searching…" : `Nothing matches “${words}”.`}
          </Command.Empty>
          {prefix !== "@" &&
            groups.map((group) => (
              <ActionGroup
                key={group}
                heading={group}
                actions={actions.filter((action) => action.group === group && action.id !== "search")}
                onRun={run}
              />
            ))}
          <HitGroup
            hits={hits}
            onOpen={(hit) => {
              onClose();
              router.push(hit.href);
            }}
          />
        </Command.List>
        <p className="border-t border-hairline px-4 py-2 text-small text-subtle">
          {state === "failed" ? "People and teams could not be searched. " : ""}Type <b className="font-medium">&gt;</b>{" "}
          for actions, <b className="font-medium">@</b> for people and teams.
        </p>
      </Command>
    </BareDialog>
  );
}

function ActionGroup({
  heading,
  actions,
  onRun,
}: {
  heading: string;
  actions: readonly Action[];
  onRun: (action: Action) => void;
}) {
  if (actions.length === 0) return null;
  return (
    <Command.Group heading={heading} className={groupClass}>
      {actions.map((action) => {
        const Drawing = action.icon;
        return (
          <Command.Item
            key={action.id}
            value={action.id}
            keywords={[">", action.label, action.words ?? ""]}
            onSelect={() => onRun(action)}
            className={itemClass}
          >
            <span className="grid size-4 place-items-center text-muted">{Drawing && <Drawing />}</span>
            <span className="flex-1">{action.label}</span>
            {action.keys !== undefined && <Keys keys={action.keys} />}
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}

/** The server's answers come below what is known here, so that they never move the selection. */
function HitGroup({ hits, onOpen }: { hits: readonly Hit[]; onOpen: (hit: Hit) => void }) {
  if (hits.length === 0) return null;
  return (
    <Command.Group heading="People and teams" className={groupClass} forceMount>
      {hits.map((hit) => {
        const Drawing = icons[hit.kind];
        return (
          <Command.Item key={hit.id} value={hit.id} forceMount onSelect={() => onOpen(hit)} className={itemClass}>
            <Drawing className="text-muted" />
            <span className="min-w-0 flex-1 truncate">{hit.label}</span>
            <span className="truncate text-dense text-subtle">{hit.detail}</span>
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}

const announceAfterMs = 600;

/** Says how many entries are left once the typing rests. */
function ResultCount() {
  const count = useCommandState((state) => state.filtered.count);
  const typed = useCommandState((state) => state.search);
  useEffect(() => {
    if (typed === "") return;
    const timer = setTimeout(() => announce(formatCount(count, "result")), announceAfterMs);
    return () => clearTimeout(timer);
  }, [count, typed]);
  return null;
}

/** Every typed word must begin a word of the entry; a hit on the label's first word comes first. */
export function matchWords(search: string, keywords: readonly string[] = []): number {
  const wanted = search.replace(/^[>@]/u, "").toLowerCase().split(/\s+/u).filter(Boolean);
  const known = keywords.join(" ").toLowerCase().split(/\s+/u);
  if (!wanted.every((word) => known.some((candidate) => candidate.startsWith(word)))) return 0;
  const first = keywords[1]?.toLowerCase() ?? "";
  return wanted[0] !== undefined && first.startsWith(wanted[0]) ? 1 : 0.5;
}
