import { redirect } from "next/navigation";
import { listOwnerships } from "@/lib/agents/service";
import { openPageCtx } from "@/lib/auth/page-context";
import { isNewcomer } from "@/lib/people/rules";
import { getPerson } from "@/lib/people/service";

/** Each starts where their work is: what they answer for, or are asked to; the log, for who reads it; else all agents. */
export default async function HomePage() {
  const ctx = await openPageCtx();
  const { roles } = ctx.viewer;
  if (isNewcomer(await getPerson(ctx, ctx.viewer.id))) redirect("/welcome");
  const { data } = await listOwnerships(ctx, { person: "me", state: ["accepted", "asked"], limit: 1 });
  if (data.length > 0) redirect("/agents?owner=me");
  const steers = roles.includes("admin") || roles.includes("security");
  redirect(roles.includes("auditor") && !steers ? "/evidence/events" : "/agents");
}
