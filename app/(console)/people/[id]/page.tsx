import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { PersonDetail } from "@/components/people/person-detail";
import { can } from "@/lib/access/permissions";
import { describeSignInOptions } from "@/lib/auth/describe-viewer";
import { isKept } from "@/lib/directory/service";
import { handoverOperations } from "@/lib/handovers/operations";
import { listHandovers } from "@/lib/handovers/service";
import { peopleOperations } from "@/lib/people/operations";
import { PersonParams } from "@/lib/people/schema";
import { getPerson } from "@/lib/people/service";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/people/[id]">) {
  const parsed = PersonParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  const page = await readPage(async (ctx, { read }) => {
    await read(peopleOperations.getPerson, { params: { id } }, () => getPerson(ctx, id));
    const query = { person: id, limit: 10 };
    await read(handoverOperations.listHandovers, { query }, (input) => listHandovers(ctx, input.query));
    return { kept: await isKept(ctx, id) };
  });
  return (
    <SettingsPage page={page} action="people.read" refusal="You cannot see people">
      <PersonDetail
        personId={id}
        kept={page.data?.kept ?? false}
        isSelf={page.viewer.id === id}
        mayReadLog={can(page.viewer, "audit.read")}
        mailed={describeSignInOptions().links.mailed}
      />
    </SettingsPage>
  );
}
