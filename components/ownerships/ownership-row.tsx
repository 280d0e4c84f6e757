import type { ReactNode } from "react";
import { partWords } from "@/components/agents/record/words";
import { TextLink } from "@/components/ui/text-link";
import type { Ownership } from "@/lib/agents/schema";

type Props = { ownership: Ownership; detail: ReactNode; children?: ReactNode };

/** One agent and the viewer's part in it. Its id is how the key finds the row that has the focus. */
export function OwnershipRow({ ownership: { id, agent, part }, detail, children }: Props) {
  return (
    <li
      data-ownership={id}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline py-2.5 first:border-t-0 first:pt-0"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium [overflow-wrap:anywhere]">
          <TextLink href={`/agents/${agent.slug}`} plain>
            {agent.name}
          </TextLink>
        </p>
        <p className="text-small text-subtle [overflow-wrap:anywhere]">
          {partWords[part]}, {detail}
        </p>
      </div>
      {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </li>
  );
}
