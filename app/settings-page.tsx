import { HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NoAccess } from "@/components/settings/no-access";
import { SettingsLayout } from "@/components/shell/page/settings-layout";
import { listSettingsEntries } from "@/components/shell/settings-navigation";
import type { Action } from "@/lib/access/permissions";
import type { PageRead } from "./read-page";

type Props = {
  page: PageRead;
  /** What seeing the page needs, and how it is called: "You cannot see background jobs". */
  action: Action;
  refusal: string;
  children: ReactNode;
};

/** The frame of a page of Settings; a service has decided what stands in it. */
export function SettingsPage({ page, action, refusal, children }: Props) {
  return (
    <SettingsLayout pages={listSettingsEntries(page.viewer.roles)}>
      {page.state === null ? (
        <NoAccess title={refusal} action={action} />
      ) : (
        <HydrationBoundary state={page.state}>{children}</HydrationBoundary>
      )}
    </SettingsLayout>
  );
}
