import { Pieces } from "@/components/policy/editor/sentences/pieces";
import type { ItemDifference } from "@/lib/policy/rules";
import { labelOf, type Part, tellValue } from "./member-words";

type Props = {
  part: Part;
  members: ItemDifference["members"];
  beforeLabel: string;
  afterLabel: string;
};

/** Each member that differs: what it was, struck through, and what it is. */
export function MemberRows({ members, beforeLabel, afterLabel }: Props) {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-dense tablet:grid-cols-[9rem_minmax(0,1fr)]">
      {members.map(({ member, before, after }) => (
        <div key={member} className="grid min-w-0 tablet:col-span-2 tablet:grid-cols-subgrid">
          <dt className="text-subtle">{labelOf(member)}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {before !== undefined && (
              <>
                <span className="sr-only">{beforeLabel}: </span>
                <del className="text-muted">
                  <Pieces pieces={tellValue(member, before)} />
                </del>{" "}
              </>
            )}
            {after === undefined ? (
              <span className="text-muted">no longer said</span>
            ) : (
              <>
                <span className="sr-only">{afterLabel}: </span>
                <ins className={before === undefined ? "no-underline" : "font-semibold underline-offset-3"}>
                  <Pieces pieces={tellValue(member, after)} />
                </ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
