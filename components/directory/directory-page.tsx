"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { PlusIcon } from "@/components/ui/icons/actions";
import { directoriesQuery } from "@/lib/directory/queries";
import { maxLiveDirectories } from "@/lib/directory/rules";
import { GroupList } from "./group-list";
import { NewSecret } from "./new-secret";
import { RefusalList } from "./refusal-list";
import { SecretList } from "./secret-list";

type Props = {
  /** Where the directory sends. */
  address: string;
  mayManage: boolean;
};

/** People and groups that arrive and leave by themselves: what opens the door, and what came through it. */
export function DirectoryPage({ address, mayManage }: Props) {
  const [creating, setCreating] = useState(false);
  const { data } = useQuery(directoriesQuery);
  const living = data?.data.filter(({ state }) => state === "live").length ?? 0;
  const full = living >= maxLiveDirectories;
  return (
    <>
      <PageHead
        title="Directory"
        subtitle="People and groups arrive from your identity provider by SCIM 2.0, change with it and leave with it."
        actions={
          mayManage && (
            <Button
              variant="primary"
              icon={<PlusIcon />}
              disabledReason={full ? "Two secrets work already. Revoke one first." : undefined}
              onClick={() => setCreating(true)}
            >
              New secret
            </Button>
          )
        }
      />
      <PageBody narrow>
        <Section
          title="What to paste"
          description="Into the provisioning settings of Okta, Entra ID or whichever directory you have: this address, and a secret as bearer token."
        >
          <div className="grid gap-4">
            <CopyLine text={address} what="address" />
            <Banner tone="pending" title="Known gap.">
              A directory can send nothing better than a bearer secret: whoever has it can add, change and deactivate
              people. It opens this address alone, for a year at most.
            </Banner>
          </div>
        </Section>
        <SecretList />
        <GroupList />
        <RefusalList />
      </PageBody>
      {creating && <NewSecret address={address} onClose={() => setCreating(false)} />}
    </>
  );
}
