import type { Metadata } from "next";
import { RolesPage } from "@/components/settings/roles-page";
import { SettingsLayout } from "@/components/shell/page/settings-layout";
import { listSettingsEntries } from "@/components/shell/settings-navigation";
import { openPageCtx } from "@/lib/auth/page-context";

export const metadata: Metadata = { title: "Roles" };

/** Nothing secret: everybody may know what they could be allowed. */
export default async function RolesSettingsPage() {
  const { viewer } = await openPageCtx();
  return (
    <SettingsLayout pages={listSettingsEntries(viewer.roles)}>
      <RolesPage />
    </SettingsLayout>
  );
}
