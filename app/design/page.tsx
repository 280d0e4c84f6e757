import { PageBody } from "@/components/shell/page/section";
import { PageHead } from "@/components/shell/page/page-head";
import { ShortcutKeys } from "@/components/shell/commands/shortcut-keys";
import { PreferencesForm } from "@/components/shell/preferences/preferences-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Buttons, Switchers } from "./_parts/controls";
import { drawnViewer } from "./_parts/drawn";
import { Choices, Fields } from "./_parts/forms";
import { Colours, Icons, Type } from "./_parts/foundations";
import { Notices, States } from "./_parts/notices";
import { Overlays } from "./_parts/overlays";
import { Case, Part } from "./_parts/specimen";
import { Tables } from "./_parts/tables";
import { Badges, Words } from "./_parts/words";

export const metadata = { title: "Design" };

/** Every component in every state, with drawn data only. Contrast and accessibility checks read this page. */
export default function DesignPage() {
  return (
    <main id="main" className="mx-auto w-full max-w-page">
      <PageHead
        title="Design"
        subtitle="Every component in every state. Nothing here is read from the database."
        actions={<ButtonLink href="/design/shell">Shell and list</ButtonLink>}
      />
      <PageBody>
        <Part title="Appearance">
          <Case name="Preferences, effective at once" wide>
            <PreferencesForm />
          </Case>
        </Part>
        <Buttons />
        <Badges />
        <Fields />
        <Choices />
        <Switchers />
        <Overlays />
        <Notices />
        <States />
        <Words />
        <Tables />
        <Colours />
        <Type />
        <Icons />
      </PageBody>
      <ShortcutKeys viewer={drawnViewer} scope="sandbox" />
    </main>
  );
}
