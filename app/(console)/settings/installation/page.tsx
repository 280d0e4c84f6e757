import type { Metadata } from "next";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { InstallationPage } from "@/components/settings/installation-page";
import { describeSignInOptions } from "@/lib/auth/describe-viewer";
import { describeInstallation } from "@/lib/installation/service";
import about from "@/package.json";

export const metadata: Metadata = { title: "Set-up" };

export default async function InstallationSettingsPage() {
  const page = await readPage((ctx) => describeInstallation(ctx));
  return (
    <SettingsPage page={page} action="settings.read" refusal="You cannot see how this installation is set up">
      {page.data && (
        <InstallationPage
          installation={page.data}
          options={describeSignInOptions()}
          version={about.version}
          node={process.versions.node}
        />
      )}
    </SettingsPage>
  );
}
