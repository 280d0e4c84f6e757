import type { Metadata } from "next";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { DirectoryPage } from "@/components/directory/directory-page";
import { can } from "@/lib/access/permissions";
import { directoryOperations } from "@/lib/directory/operations";
import { directoryPageInput, groupPageInput } from "@/lib/directory/queries";
import { listDirectories, listDirectoryGroups, listDirectoryRefusals, readScimAddress } from "@/lib/directory/service";

export const metadata: Metadata = { title: "Directory" };

export default async function DirectorySettingsPage() {
  const page = await readPage(async (ctx, { read }) => {
    // One after the other: whoever may not see the first is refused once.
    await read(directoryOperations.listDirectories, directoryPageInput, ({ query }) => listDirectories(ctx, query));
    await read(directoryOperations.listDirectoryGroups, groupPageInput(null), ({ query }) =>
      listDirectoryGroups(ctx, query),
    );
    await read(directoryOperations.listDirectoryRefusals, {}, () => listDirectoryRefusals(ctx));
  });
  return (
    <SettingsPage page={page} action="directory.read" refusal="You cannot see the directory">
      <DirectoryPage address={readScimAddress()} mayManage={can(page.viewer, "directory.manage")} />
    </SettingsPage>
  );
}
