import type { Metadata } from "next";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { SamplePage } from "@/components/settings/sample-page";
import { sampleOperations } from "@/lib/sample/operations";
import { getSample } from "@/lib/sample/service";

export const metadata: Metadata = { title: "Sample data" };

export default async function SampleSettingsPage() {
  const page = await readPage((ctx, { read }) => read(sampleOperations.getSample, {}, () => getSample(ctx)));
  return (
    <SettingsPage page={page} action="sample.manage" refusal="You cannot change the sample data">
      <SamplePage />
    </SettingsPage>
  );
}
