import { EmptyState } from "@/components/ui/empty-state";
import { EntryButtons, type Ways } from "./entry-buttons";

/** The list before the first agent; few ever see it. */
export function NoAgents(ways: Ways) {
  const may = ways.mayCreate || ways.mayImport;
  return (
    <EmptyState title="No agents yet" actions={may ? <EntryButtons {...ways} main="import" /> : undefined}>
      <p>
        {may
          ? "Bring the configuration an agent has already: settings.json, .mcp.json, an agent card, a CSV. It is read in this browser, and nothing is sent until you press Create. No file at hand: its name, what it is for and an owner are enough."
          : "Members register agents, or import them from the files they have."}
      </p>
    </EmptyState>
  );
}
