import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { settingsGroups, type SettingsPage } from "@/components/shell/settings-navigation";
import { TextLink } from "@/components/ui/text-link";

/** Every page of Settings the viewer can use, with what is found there. */
export function SettingsIndex({ pages }: { pages: readonly SettingsPage[] }) {
  return (
    <>
      <PageHead title="Settings" subtitle="Yourself, the people you work with, and this installation." />
      <PageBody narrow>
        {settingsGroups.map((group) => (
          <SettingsGroup key={group} title={group} pages={pages.filter((page) => page.group === group)} />
        ))}
      </PageBody>
    </>
  );
}

function SettingsGroup({ title, pages }: { title: string; pages: readonly SettingsPage[] }) {
  if (pages.length === 0) return null;
  return (
    <Section title={title}>
      <ul>
        {pages.map(({ href, label, words }) => (
          <li
            key={href}
            className="flex flex-wrap gap-x-4 border-t border-hairline py-2.5 first:border-t-0 first:pt-0 last:pb-0"
          >
            <span className="basis-40 font-medium">
              <TextLink href={href}>{label}</TextLink>
            </span>
            <span className="text-muted">{words}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
