import { Button } from "@/components/ui/button";
import { DownIcon } from "@/components/ui/icons/actions";
import { Menu, type MenuItem } from "@/components/ui/overlay/menu";
import type { BulkVerb } from "@/lib/agents/rules";
import type { Agent } from "@/lib/agents/schema";
import { bulkWords } from "./bulk-words";

type Props = { agents: readonly Agent[]; onChoose: (verb: BulkVerb) => void };

/** What can be done with the selection, and for how many of it. What each one allows is decided again when it is done. */
export function BulkButtons({ agents, onChoose }: Props) {
  const count = (verb: BulkVerb) => countAble(agents, verb);
  const item = (verb: BulkVerb): MenuItem => ({
    label: `${bulkWords[verb].offer}…`,
    hint: count(verb) === agents.length ? undefined : `${count(verb)} of ${agents.length}`,
    danger: "danger" in bulkWords[verb],
    ...(count(verb) === 0 ? { disabledReason: explainNone(verb) } : {}),
    onSelect: () => onChoose(verb),
  });
  return (
    <>
      <Button
        disabledReason={count("submit") === 0 ? explainNone("submit") : undefined}
        onClick={() => onChoose("submit")}
      >
        Send {count("submit") > 0 && `${count("submit")} `}to review…
      </Button>
      <Menu
        label="More that can be done with the selection"
        align="end"
        side="top"
        groups={[
          { items: [item("ask_owner"), item("add_tag"), item("remove_tag")] },
          { items: [item("suspend"), item("retire")] },
        ]}
      >
        More
        <DownIcon size={14} />
      </Menu>
    </>
  );
}

function countAble(agents: readonly Agent[], verb: BulkVerb): number {
  return agents.filter(({ abilities, tags }) => {
    if (verb === "remove_tag" && tags.length === 0) return false;
    return abilities.includes(bulkWords[verb].ability);
  }).length;
}

const none: Readonly<Record<BulkVerb, string>> = {
  ask_owner: "You may ask for none of these",
  add_tag: "You may change none of these",
  remove_tag: "None of these that you may change has a tag",
  submit: "None of these is a draft that you may send",
  suspend: "None of these is active and yours to suspend",
  retire: "None of these is yours to retire",
};

function explainNone(verb: BulkVerb): string {
  return none[verb];
}
