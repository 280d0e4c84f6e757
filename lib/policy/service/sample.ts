import "server-only";
import type { Ctx } from "@/lib/access/context";
import { isSample } from "@/lib/core/viewer";
import type { PolicyScope } from "@/lib/policy/rules/scope";
import { publishVersion, storeContent } from "@/lib/policy/service/publish";
import { readPolicy } from "@/lib/policy/service/read-text";
import { onPolicy } from "@/lib/policy/service/scope";

/** For the sample data, which is nobody's to review: a version without a change. */
export async function publishSample(ctx: Ctx, scope: PolicyScope, text: string, because: string): Promise<void> {
  if (!isSample(ctx.viewer)) throw new Error("Only the sample data is published without a change.");
  await onPolicy(ctx, scope, "write", async (tx, holder, policy) => {
    const content = await storeContent(tx, text, readPolicy(text, !holder.agent));
    await publishVersion(tx, ctx, holder, policy, { content, because, changeId: null });
  });
}
