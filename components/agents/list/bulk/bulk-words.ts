import { formatCount } from "@/components/ui/format-number";
import type { AgentAbility, BulkVerb } from "@/lib/agents/rules";

type Words = {
  /** On the button, with how many can. */
  offer: string;
  title: string;
  explain: string;
  /** "2 agents would be suspended." */
  would: string;
  /** "2 agents suspended." */
  did: string;
  /** On the button that does it. */
  confirm: string;
  ability: AgentAbility;
  danger?: true;
};

/** What each change of several agents is called, from the offer to the result. */
export const bulkWords = {
  ask_owner: {
    offer: "Ask an owner or deputy",
    title: "Ask somebody to answer for them",
    explain: "Who holds the part now goes on until the other accepts. Asking yourself is a yes.",
    would: "would get this question",
    did: "asked for",
    confirm: "Ask for",
    ability: "set_owners",
  },
  add_tag: {
    offer: "Add a tag",
    title: "Add a tag",
    explain: "Tags are for finding agents again. They decide nothing.",
    would: "would have the tag",
    did: "with the tag",
    confirm: "Add to",
    ability: "update",
  },
  remove_tag: {
    offer: "Take off a tag",
    title: "Take off a tag",
    explain: "Tags are for finding agents again. They decide nothing.",
    would: "would be without the tag",
    did: "without the tag",
    confirm: "Take off",
    ability: "update",
  },
  submit: {
    offer: "Send to review",
    title: "Send to review",
    explain: "Drafts go to security, who activate or deny each one.",
    would: "would go to review",
    did: "sent to review",
    confirm: "Send",
    ability: "submit",
  },
  suspend: {
    offer: "Suspend",
    title: "Suspend",
    explain: "They stop for now. Resuming needs a reason too, and where security stopped one, somebody from security.",
    would: "would be suspended",
    did: "suspended",
    confirm: "Suspend",
    ability: "suspend",
    danger: true,
  },
  retire: {
    offer: "Retire",
    title: "Retire for good",
    explain: "Nothing leads out of this state: they never act again, and their addresses are never given again.",
    would: "would be retired",
    did: "retired",
    confirm: "Retire",
    ability: "retire",
    danger: true,
  },
} as const satisfies Record<BulkVerb, Words>;

export function writeConfirm(verb: BulkVerb, count: number): string {
  return `${bulkWords[verb].confirm} ${formatCount(count, "agent")}`;
}
