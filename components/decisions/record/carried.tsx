import { Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { showHiddenCharacters } from "@/components/ui/fence";
import { HardIcon } from "@/components/ui/icons/states";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { type Leaf, listLeaves, type Members } from "./leaves";

const mostShown = 200;

/** What is kept of the call: data that somebody outside wrote, shown letter by letter. */
export function Carried({ decision }: { decision: DecisionDetail }) {
  const { state, args, resource, context, omitted, masked } = decision.inputs;
  const parts: readonly (readonly [string, Members | null])[] = [
    ["args", args],
    ["resource", resource],
    ["context", context],
  ];
  const leaves = parts.flatMap(([root, members]) => (members ? listLeaves(members, root, masked) : []));
  return (
    <Section title="What the call carried" description={describeKept(state, omitted, masked.length)}>
      {leaves.length > 0 && (
        <dl className="grid max-w-180 grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] rounded-control border border-dashed border-control bg-sunken px-3 py-2 text-dense">
          {leaves.slice(0, mostShown).map((leaf) => (
            <LeafRow key={leaf.path} leaf={leaf} />
          ))}
        </dl>
      )}
      {leaves.length > mostShown && (
        <p className="mt-2 text-dense text-muted">And {leaves.length - mostShown} more, in the answer of the API.</p>
      )}
      {leaves.length === 0 && state === "kept" && <p className="text-muted">It carried nothing.</p>}
    </Section>
  );
}

function describeKept(state: DecisionDetail["inputs"]["state"], omitted: boolean, masked: number): string {
  if (state === "erased")
    return "Its arguments are erased. Their salted hash stays, so that the record can still be proved.";
  if (state === "not_kept")
    return "Nothing of its arguments is kept: the agent’s policy says so, or no rule read them.";
  const hidden =
    masked === 0
      ? ""
      : ` ${masked === 1 ? "1 value is" : `${masked} values are`} hidden: masked before anything was written.`;
  return `${omitted ? "Only what rules read is kept; the rest was left out." : "All of it is kept."}${hidden}`;
}

function LeafRow({ leaf: { path, value, masked } }: { leaf: Leaf }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid gap-x-4 py-0.5">
      <dt className="[overflow-wrap:anywhere] text-subtle">
        <code translate="no">{showHiddenCharacters(path)}</code>
      </dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">
        {masked ? (
          <Badge icon={HardIcon}>Hidden</Badge>
        ) : (
          <code translate="no" data-fence className="whitespace-pre-wrap">
            {showHiddenCharacters(JSON.stringify(value))}
          </code>
        )}
      </dd>
    </div>
  );
}
