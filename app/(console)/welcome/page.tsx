import type { Metadata } from "next";
import { WelcomePage } from "@/components/account/arrival/welcome-page";
import { describeSignInOptions, describeViewer } from "@/lib/auth/describe-viewer";
import { openPageCtx } from "@/lib/auth/page-context";

export const metadata: Metadata = { title: "Welcome" };

export default async function FirstStepsPage() {
  const viewer = await describeViewer(await openPageCtx());
  return <WelcomePage initial={viewer} passkeysOff={describeSignInOptions().passkeys.reason} />;
}
