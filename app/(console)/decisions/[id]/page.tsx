import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/read-page";
import { NoDecisionAccess } from "@/components/decisions/no-access";
import { DecisionRecord } from "@/components/decisions/record/decision-record";
import { decisionOperations } from "@/lib/decisions/operations";
import { DecisionParams } from "@/lib/decisions/schema";
import { getDecision } from "@/lib/decisions/service";
import { readSurroundings } from "./read-surroundings";

export const metadata: Metadata = { title: "Decision" };

export default async function DecisionPage({ params }: PageProps<"/decisions/[id]">) {
  const parsed = DecisionParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  const page = await readPage(async (ctx, { read }) => {
    const decision = await read(decisionOperations.getDecision, { params: { id } }, () => getDecision(ctx, id));
    return readSurroundings(ctx, decision);
  });
  if (page.state === null || page.data === null) return <NoDecisionAccess one />;
  return (
    <HydrationBoundary state={page.state}>
      <DecisionRecord decisionId={id} around={page.data} />
    </HydrationBoundary>
  );
}
