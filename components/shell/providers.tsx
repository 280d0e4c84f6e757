"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { Announcer } from "@/components/ui/announcer";
import { ToastRegion } from "@/components/ui/toast";
import { createQueryClient } from "@/lib/http/query";
import { keepPreferences } from "./preferences/keep-preferences";
import type { Preferences } from "./preferences/preferences";
import { PreferencesProvider } from "./preferences/preferences-provider";

type Props = { preferences: Preferences; signedIn: boolean; children: ReactNode };

/** What every page stands on: URL state, the query cache, the viewer's preferences, one live region and the toasts. */
export function Providers({ preferences, signedIn, children }: Props) {
  const [queryClient] = useState(createQueryClient);
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClient}>
        <PreferencesProvider initial={preferences} keep={signedIn ? keepPreferences : undefined}>
          {children}
          <ToastRegion />
          <Announcer />
        </PreferencesProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  );
}
