import type { Metadata } from "next";
import { readPage } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { GuardrailsList } from "@/components/policy/editor/guardrails-list";
import { policyOperations } from "@/lib/policy/operations";
import { listGuardrails } from "@/lib/policy/service";

export const metadata: Metadata = { title: "Guardrails" };

export default async function GuardrailsPage() {
  const page = await readPage((ctx, { read }) => read(policyOperations.listGuardrails, {}, () => listGuardrails(ctx)));
  return (
    <SettingsPage page={page} action="policy.read" refusal="You cannot see guardrails">
      <GuardrailsList />
    </SettingsPage>
  );
}
