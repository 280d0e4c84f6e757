import { type DraftAgent, tidyProject } from "@/lib/imports/rules";
import type { Edits, Placing } from "./write-row";

export type Placed = Placing & {
  /** Its row asks for the project; the sub-agents of its folder follow it. */
  asks: boolean;
  /** What somebody wrote names no project, so it is neither checked nor imported. */
  waits: boolean;
};
type Row = { agent: DraftAgent; edits: Edits; included: boolean };

/** Which project each agent is put into whose files came without a folder. */
export function placeRows(rows: readonly Row[]): ReadonlyMap<string, Placed> {
  const byKey = new Map(rows.map((row) => [row.agent.key, row]));
  const written = (key: string): string => byKey.get(key)?.edits.project ?? "";
  const said = (key: string): string | undefined => tidyProject(written(key));
  return new Map(
    rows.map(({ agent }): [string, Placed] => {
      const above = agent.parent === undefined ? undefined : byKey.get(agent.parent);
      const parent = above?.agent.placeless === true ? said(above.agent.key) : undefined;
      if (agent.placeless !== true) return [agent.key, { own: undefined, parent, asks: false, waits: false }];
      const asks = above?.agent.placeless !== true || !above.included;
      const own = asks ? said(agent.key) : parent;
      const asked = asks ? agent.key : (above?.agent.key ?? "");
      return [
        agent.key,
        { own, parent: parent ?? own, asks, waits: own === undefined && written(asked).trim() !== "" },
      ];
    }),
  );
}
