import "server-only";
import type { Waiting } from "@/components/shell/waiting";
import type { Ctx } from "@/lib/access/context";
import type { Ownership } from "@/lib/agents/schema";
import { countWaiting, listOwnerships } from "@/lib/agents/service";
import { countOpenHandovers } from "@/lib/handovers/service";

/** What waits for the viewer, and the question itself where they are asked one alone. */
export async function readWaiting(ctx: Ctx): Promise<{ waiting: Waiting; asked: Ownership | undefined }> {
  const [counts, handovers] = await Promise.all([countWaiting(ctx), countOpenHandovers(ctx)]);
  const questions =
    counts.asked === 1 ? await listOwnerships(ctx, { person: "me", state: ["asked"], limit: 20 }) : { data: [] };
  return {
    waiting: { ...counts, handovers },
    asked: questions.data.find(({ agent }) => agent.state !== "retired"),
  };
}
