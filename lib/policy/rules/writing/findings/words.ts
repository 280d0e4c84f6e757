/** What names of actions give away. A guess by words, for findings alone: no decision reads it. */
const lists = {
  irreversible:
    "delete drop destroy purge erase remove refund pay payout transfer wire send publish post tweet terminate cancel revoke wipe truncate merge deploy",
  outward: "send post publish upload email mail tweet share export webhook notify message forward",
  reading: "read get list search find query fetch export download lookup",
  personal:
    "customer customers contact contacts person people user users patient patients employee employees account accounts crm hr payroll lead leads member members guest guests",
  open: "sql query exec execute shell bash sh zsh powershell eval run_code python script terminal command",
} as const;
const words = new Map(Object.entries(lists).map(([name, text]) => [name, new Set(text.split(" "))]));

export type Trait = keyof typeof lists;

/** Whether some word of the action's name has the trait: `mcp.crm.delete_contact` deletes. */
export function hasTrait(action: string, trait: Trait): boolean {
  const known = words.get(trait);
  return splitWords(action).some((word) => known?.has(word) === true);
}

function splitWords(action: string): string[] {
  return action
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
}
