import { Command } from "cmdk";
import { AgentsIcon, PersonIcon, TeamIcon } from "@/components/ui/icons/places";
import type { Action } from "../actions";
import { listAgentKeywords } from "./agent-names";
import { Keys } from "./shortcut-help";
import type { Hit } from "./use-search";

const itemClass =
  "flex min-h-10 items-center gap-2.5 rounded-control px-2.5 data-[disabled=true]:text-subtle data-[selected=true]:bg-fill tablet:min-h-9";
const groupClass =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle";
const icons = { agents: AgentsIcon, people: PersonIcon, teams: TeamIcon };

export function ActionGroup({
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

type HitsProps = { heading: string; hits: readonly Hit[]; onOpen: (hit: Hit) => void };

/** What is known in this browser takes its place among the rest by how well it matches. */
export function KnownGroup({ heading, hits, onOpen }: HitsProps) {
  if (hits.length === 0) return null;
  return (
    <Command.Group heading={heading} className={groupClass}>
      {hits.map((hit) => (
        <Command.Item
          key={hit.id}
          value={hit.id}
          keywords={listAgentKeywords(hit.label, hit.detail)}
          onSelect={() => onOpen(hit)}
          className={itemClass}
        >
          <HitWords hit={hit} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** The server's answers come below what is known here, so that they never move the selection. */
export function HitGroup({ heading, hits, onOpen }: HitsProps) {
  if (hits.length === 0) return null;
  return (
    <Command.Group heading={heading} className={groupClass} forceMount>
      {hits.map((hit) => (
        <Command.Item key={hit.id} value={hit.id} forceMount onSelect={() => onOpen(hit)} className={itemClass}>
          <HitWords hit={hit} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function HitWords({ hit }: { hit: Hit }) {
  const Drawing = icons[hit.kind];
  return (
    <>
      <Drawing className="text-muted" />
      <span className="min-w-0 flex-1 truncate">{hit.label}</span>
      <span className="max-w-1/2 truncate text-dense text-subtle">{hit.detail}</span>
    </>
  );
}
