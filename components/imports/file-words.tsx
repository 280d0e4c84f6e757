import { Fragment } from "react";
import { showHiddenCharacters } from "@/components/ui/fence";

/** Words of a finding or a fault: what stands between backticks is from a file. Text alone, whatever it holds. */
export function FileWords({ text }: { text: string }) {
  return showHiddenCharacters(text)
    .split("`")
    .map((part, at) =>
      at % 2 === 1 ? (
        <code key={at} translate="no" className="[overflow-wrap:anywhere]">
          {part}
        </code>
      ) : (
        <Fragment key={at}>{part}</Fragment>
      ),
    );
}

export function FilePlace({ path, line }: { path: string; line: number }) {
  return (
    <code translate="no" className="[overflow-wrap:anywhere]">
      {showHiddenCharacters(path)}:{line}
    </code>
  );
}
