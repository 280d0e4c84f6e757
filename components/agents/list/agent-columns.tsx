import type { Column } from "@/components/data/column";
import { RelativeTime, Time } from "@/components/ui/time";
import type { Agent } from "@/lib/agents/schema";
import { AgentCell, GapsCell, OwnerCell, StateCell, TierCell } from "./agent-cells";
import { shortKindWords } from "./list-words";

export const agentColumns: readonly [Column<Agent>, ...Column<Agent>[]] = [
  { id: "name", header: "Agent", sort: "name", cell: (agent) => <AgentCell agent={agent} /> },
  { id: "owner", header: "Owner", width: "10.5rem", phone: "half", cell: (agent) => <OwnerCell agent={agent} /> },
  { id: "state", header: "State", width: "7rem", phone: "half", cell: (agent) => <StateCell agent={agent} /> },
  {
    id: "kind",
    header: "Kind",
    width: "6rem",
    room: "wide",
    phone: "hidden",
    optional: true,
    cell: ({ kind }) => (kind === null ? <span className="text-subtle">Unknown</span> : shortKindWords[kind]),
  },
  {
    id: "tier",
    header: "Tier",
    width: "9rem",
    room: "middle",
    phone: "half",
    optional: true,
    cell: (agent) => <TierCell agent={agent} />,
  },
  { id: "gaps", header: "Gaps", width: "5.5rem", phone: "half", cell: (agent) => <GapsCell agent={agent} /> },
  {
    id: "created",
    header: "Registered",
    width: "6.5rem",
    align: "end",
    room: "wide",
    phone: "hidden",
    optional: true,
    hiddenAtFirst: true,
    sort: "created_at",
    cell: ({ created_at: at }) => <Time at={at} detail="day" />,
  },
  {
    id: "updated",
    header: "Updated",
    width: "7rem",
    align: "end",
    room: "wide",
    phone: "hidden",
    optional: true,
    sort: "updated_at",
    cell: ({ updated_at: at }) => <RelativeTime at={at} />,
  },
];
