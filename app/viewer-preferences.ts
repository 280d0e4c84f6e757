import "server-only";
import { cache } from "react";
import type { Preferences } from "@/components/shell/preferences/preferences";
import { readPreferences } from "@/components/shell/preferences/read-preferences";
import { openVisitorCtx } from "@/lib/auth/page-context";
import { getPreferences } from "@/lib/people/service";

/** How this page is to look: as its person chose in whatever browser, else as this browser last looked. Read once a page. */
export const readViewerPreferences = cache(async (): Promise<{ preferences: Preferences; signedIn: boolean }> => {
  const [remembered, ctx] = await Promise.all([readPreferences(), openVisitorCtx()]);
  if (ctx.viewer.kind !== "person") return { preferences: remembered, signedIn: false };
  const { theme, density, time_zone: timeZone, shortcuts: singleKeys } = await getPreferences(ctx);
  return { preferences: { ...remembered, theme, density, timeZone, singleKeys }, signedIn: true };
});
