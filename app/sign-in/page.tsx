import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { SignInFailure } from "@/components/account/arrival/sign-in-failure";
import { SignInWays } from "@/components/account/arrival/sign-in-ways";
import { CentredPage } from "@/components/shell/page/centred-page";
import { describeSignInOptions } from "@/lib/auth/describe-viewer";
import { openVisitorCtx } from "@/lib/auth/page-context";
import { choosePath } from "@/lib/auth/rules";
import { getSettings } from "@/lib/config/settings";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { viewer } = await openVisitorCtx();
  const { next: asked, error } = await searchParams;
  const next = choosePath(typeof asked === "string" ? asked : undefined);
  const signedIn = viewer.kind === "person";
  if (signedIn && error === undefined) redirect(isRoute(next) ? next : "/");
  return (
    <CentredPage
      title={signedIn ? "That did not work" : "Sign in"}
      lead={`The console at ${new URL(getSettings().publicUrl).host}`}
    >
      <SignInFailure error={error} signedIn={signedIn} />
      {!signedIn && <SignInWays options={describeSignInOptions()} next={next} />}
    </CentredPage>
  );
}

/** Any path may lie behind sign-in: `choosePath` has made sure that it is one of ours. */
function isRoute(path: string): path is Route {
  return path.startsWith("/");
}
