import type { Metadata } from "next";
import { SettingsIndex } from "@/components/settings/settings-index";
import { SettingsLayout } from "@/components/shell/page/settings-layout";
import { listSettings, listSettingsEntries } from "@/components/shell/settings-navigation";
import { openPageCtx } from "@/lib/auth/page-context";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsIndexPage() {
  const { roles } = (await openPageCtx()).viewer;
  return (
    <SettingsLayout pages={listSettingsEntries(roles)}>
      <SettingsIndex pages={listSettings(roles)} />
    </SettingsLayout>
  );
}
