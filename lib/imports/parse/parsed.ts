import type { DraftAgent, DraftServer } from "@/lib/imports/rules";
import type { NotesRecord } from "@/lib/imports/parse/sources/agents-md";
import type { SettingsRecord } from "@/lib/imports/parse/sources/claude-settings";

/** Servers of one scope. `folder` is null where they hold for every project. */
export type ServersRecord = { path: string; folder: string | null; scope: ServerScope; servers: DraftServer[] };

/** The order is the precedence: of servers with one name the earlier scope's runs. */
export const serverScopes = ["managed", "local", "project", "user"] as const;
export type ServerScope = (typeof serverScopes)[number];

/** What all files gave, before they are put together into agents. */
export type Parsed = {
  settings: SettingsRecord[];
  servers: ServersRecord[];
  notes: NotesRecord[];
  subAgents: DraftAgent[];
  agents: DraftAgent[];
  registry: DraftServer[];
};
