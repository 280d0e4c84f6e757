import type { Metadata } from "next";
import { HelpPage } from "@/components/account/help-page";
import { openPageCtx } from "@/lib/auth/page-context";
import manifest from "@/package.json";

export const metadata: Metadata = { title: "Help" };

export default async function HelpRoute() {
  await openPageCtx();
  return <HelpPage version={manifest.version} />;
}
