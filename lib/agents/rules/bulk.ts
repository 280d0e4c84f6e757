/** What can be done to several agents at once, and what each needs to be told besides which ones. */
export const bulkMembers = {
  ask_owner: ["part", "person"],
  add_tag: ["tag"],
  remove_tag: ["tag"],
  submit: [],
  suspend: ["reason"],
  retire: ["reason"],
} as const satisfies Record<string, readonly ("part" | "person" | "tag" | "reason")[]>;

export type BulkVerb = keyof typeof bulkMembers;
export const bulkVerbs = Object.keys(bulkMembers) as [BulkVerb, ...BulkVerb[]];

/** As many as one request may name. */
export const bulkLimit = 200;

export const bulkOutcomes = ["done", "would_do", "failed"] as const;
