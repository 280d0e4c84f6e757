import type { ReactNode, Ref } from "react";
import { CopyButton } from "./copy-button";

/** An id, a digest, an action name: literal, and never translated. */
export function Code({ children }: { children: ReactNode }) {
  return <code translate="no">{children}</code>;
}

/** One line to copy: a command, a link shown once. */
export function CopyLine({
  text,
  what,
  ref,
}: {
  text: string;
  what: string;
  ref?: Ref<HTMLButtonElement> | undefined;
}) {
  return (
    <div className="flex min-h-9 items-center gap-2 rounded-control border border-hairline bg-canvas ps-3 pe-1">
      <code translate="no" className="min-w-0 flex-1 py-1.5 text-dense [overflow-wrap:anywhere]">
        {text}
      </code>
      <CopyButton ref={ref} text={text} what={what} />
    </div>
  );
}

/** Several lines with their numbers; long ones wrap, so that nothing has to scroll sideways. */
export function CodeBlock({ label, text, marked = [] }: { label: string; text: string; marked?: readonly number[] }) {
  const lines = text.split("\n");
  return (
    <figure aria-label={label} className="rounded-control border border-hairline bg-canvas py-2">
      <pre translate="no" className="text-dense">
        {lines.map((line, index) => (
          <span
            key={index}
            className={`grid grid-cols-[2.75rem_minmax(0,1fr)] pe-3 whitespace-pre-wrap ${marked.includes(index + 1) ? markedClass : ""}`}
          >
            <span aria-hidden className="pe-3.5 text-end text-subtle select-none">
              {index + 1}
            </span>
            <span className="[overflow-wrap:anywhere]">{line || " "}</span>
          </span>
        ))}
      </pre>
    </figure>
  );
}

const markedClass = "tone-deny bg-tone-bg text-tone-fg shadow-[inset_3px_0_0_var(--tone-border)]";
