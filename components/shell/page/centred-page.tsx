import type { ReactNode } from "react";
import { MarkIcon } from "@/components/ui/icons/places";

/** The frame of pages outside the shell: sign-in, one-time links, invitations, and errors that leave no shell. */
export function CentredPage({
  title,
  lead,
  children,
  foot,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas px-4 py-10 tablet:py-16">
      <main id="main" className="mx-auto flex w-full max-w-100 flex-1 flex-col justify-center">
        <p className="flex items-center gap-2 font-semibold tracking-[-0.01em]">
          <MarkIcon size={20} />
          Ambit
        </p>
        <h1 className="mt-6 text-title font-semibold">{title}</h1>
        {lead !== undefined && <p className="mt-1 text-muted">{lead}</p>}
        {children !== undefined && (
          <div className="mt-6 grid gap-4 rounded-card border border-hairline bg-surface p-5">{children}</div>
        )}
      </main>
      {foot !== undefined && <footer className="mx-auto mt-10 w-full max-w-100 text-small text-subtle">{foot}</footer>}
    </div>
  );
}
