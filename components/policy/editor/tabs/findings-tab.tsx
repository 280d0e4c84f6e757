"use client";

import { GapIcon } from "@/components/ui/icons/states";
import { LineButton } from "../sentences/rule-row";
import { useEditor } from "../state/use-editor";

const mostShown = 300;

/** What the policy leaves open although every word of it is right. */
export function FindingsTab() {
  const { preview, goTo } = useEditor();
  const { findings, readable } = preview;
  if (!readable) return <p className="text-muted">They are found once the text can be read.</p>;
  if (findings.length === 0) {
    return (
      <p className="text-muted">Nothing was found that it leaves open. Who can approve is judged when it is saved.</p>
    );
  }
  return (
    <ul aria-label="Findings">
      {findings.slice(0, mostShown).map(({ code, pointer, id, detail, other, line }) => (
        <li
          key={`${code} ${pointer} ${other ?? ""} ${detail}`}
          className="grid grid-cols-[2.5rem_minmax(0,1fr)] items-start gap-x-3 border-t border-hairline py-2 first:border-t-0"
        >
          <LineButton line={line} name={id} onPress={() => goTo(line)} />
          <p className="flex items-start gap-1.5 [overflow-wrap:anywhere]">
            <GapIcon size={14} className="mt-[3px] text-pending-fg" />
            <span>
              <span translate="no" className="font-medium">
                {id}
              </span>
              : {detail}
              {other !== undefined && (
                <>
                  {" "}
                  See <span translate="no">{other}</span>.
                </>
              )}
            </span>
          </p>
        </li>
      ))}
      {findings.length > mostShown && (
        <li className="border-t border-hairline py-2 text-muted">And {findings.length - mostShown} more.</li>
      )}
    </ul>
  );
}
