import { redirect } from "next/navigation";
import { openPageCtx } from "@/lib/auth/page-context";
import { isNewcomer } from "@/lib/people/rules";
import { getPerson } from "@/lib/people/service";

/** Each role starts where its work is. */
export default async function HomePage() {
  const ctx = await openPageCtx();
  const { roles } = ctx.viewer;
  if (isNewcomer(await getPerson(ctx, ctx.viewer.id))) redirect("/welcome");
  if (!roles.includes("admin") && (roles.includes("security") || roles.includes("auditor")))
    redirect("/evidence/events");
  redirect("/people");
}
