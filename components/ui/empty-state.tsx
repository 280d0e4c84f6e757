import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Code, request id and time of a failure. */
  trace?: ReactNode;
  /** The heading's level in the page's outline. */
  level?: 1 | 2 | 3;
};

/** What is true, what happens next, and the buttons: the shape of every empty, failed and forbidden place. */
export function EmptyState({ title, children, actions, trace, level = 2 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className="flex flex-1 flex-col justify-center px-4 py-8 tablet:px-6 tablet:py-12">
      <Heading className="text-section font-semibold text-balance">{title}</Heading>
      {children !== undefined && <div className="mt-1 max-w-[56ch] text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-4 flex flex-wrap items-center gap-2">{actions}</div>}
      {trace !== undefined && <p className="mt-4 text-small text-subtle">{trace}</p>}
    </div>
  );
}
