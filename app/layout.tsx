import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { geistMono, geistSans } from "./fonts";
import "./globals.css";
import { readViewerPreferences } from "./viewer-preferences";

export const metadata: Metadata = {
  title: { default: "Ambit", template: "%s · Ambit" },
  description: "A governance console for AI agents.",
  icons: { icon: { url: "/favicon.svg", type: "image/svg+xml" } },
};

const surface = { light: "#FFFFFF", dark: "#131418" };

/** The browser's own chrome follows the chosen theme, or the system when none was chosen. */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = (await readViewerPreferences()).preferences;
  if (theme !== "system") return { colorScheme: theme, themeColor: surface[theme] };
  return {
    colorScheme: "light dark",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: surface.light },
      { media: "(prefers-color-scheme: dark)", color: surface.dark },
    ],
  };
}

/** Reading who looks makes every document dynamic, which the script nonce of the content security policy needs anyway. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { preferences, signedIn } = await readViewerPreferences();
  const theme = preferences.theme === "system" ? undefined : preferences.theme;
  return (
    <html
      lang="en"
      className={`${geistSans.variable} ${geistMono.variable}`}
      data-theme={theme}
      data-density={preferences.density}
    >
      <body>
        <Providers preferences={preferences} signedIn={signedIn}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
