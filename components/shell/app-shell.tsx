import { Banner } from "@/components/ui/banner";
import { ConnectionBanner } from "./watch/connection-banner";
import { SandboxBar } from "./page/page-bars";
import { PhoneBar, PhoneDock } from "./rail/phone";
import { Rail } from "./rail/rail";
import { LostFocus } from "./watch/lost-focus";
import { RouteFocus } from "./watch/route-focus";
import { SessionEnded } from "./watch/session-ended";
import { ShortcutKeys } from "./commands/shortcut-keys";
import type { ShellProps } from "./shell-props";

/** The frame of every page behind sign-in. It only draws: who may do what is decided by the page's own service calls. */
export function AppShell({ children, warnings, ...rest }: ShellProps) {
  return (
    <>
      <a
        href="#main"
        className="absolute -top-24 left-3 z-50 rounded-control border border-control bg-overlay px-3 py-2 no-underline focus:top-3"
        data-print="hidden"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh max-tablet:flex-col max-tablet:pb-[calc(3.5625rem+env(safe-area-inset-bottom))] print:block">
        <Rail {...rest} />
        <div className="flex min-w-0 flex-1 flex-col">
          <PhoneBar scope={rest.scope} />
          {rest.scope === "sandbox" && <SandboxBar />}
          {warnings.map((warning) => (
            <Banner key={warning} tone="pending" edge="strip">
              {warning}
            </Banner>
          ))}
          <ConnectionBanner />
          <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
            {children}
          </main>
        </div>
        <PhoneDock viewer={rest.viewer} scope={rest.scope} counts={rest.counts} />
      </div>
      <RouteFocus />
      <LostFocus />
      <ShortcutKeys viewer={rest.viewer} scope={rest.scope} />
      <SessionEnded />
    </>
  );
}
