import type { Metadata } from "next";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody } from "@/components/shell/page/section";
import { TextLink } from "@/components/ui/text-link";
import { openPageCtx } from "@/lib/auth/page-context";

export const metadata: Metadata = { title: "Confirmed" };

/** Where the identity provider sends the tab back to that was opened for a fresh proof. */
export default async function ConfirmedPage() {
  await openPageCtx();
  return (
    <>
      <PageHead
        title="You confirmed that it is you"
        subtitle="Go back to the tab you came from: what you began there goes on by itself. This tab can be closed."
      />
      <PageBody narrow>
        <TextLink href="/">Go to the start instead</TextLink>
      </PageBody>
    </>
  );
}
