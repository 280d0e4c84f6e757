import "server-only";
import { permanentRedirect } from "next/navigation";
import { type PageRead, readPage, readSearch, type SearchParams } from "@/app/read-page";
import { agentHref, type AgentTab, readAsOf } from "@/components/agents/record/addresses";
import type { Ctx } from "@/lib/access/context";
import { can } from "@/lib/access/permissions";
import { agentOperations } from "@/lib/agents/operations";
import { getAgent, requireAgentId } from "@/lib/agents/service";
import { isAppError } from "@/lib/core/errors";
import type { Prefetch } from "@/lib/http/prefetch";

type Given = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };
type More = (ctx: Ctx, prefetch: Prefetch, slug: string, search: URLSearchParams) => Promise<unknown>;

export type AgentPageRead = { page: PageRead; slug: string; asOf: string | undefined; mayReadLog: boolean };

/** Reads one page of an agent. An older address leads to the same page under the one it has now. */
export async function readAgentPage(
  { params, searchParams }: Given,
  tab: AgentTab,
  more?: More,
): Promise<AgentPageRead> {
  const { slug } = await params;
  const search = readSearch(await searchParams);
  const asOf = readAsOf(search.get("as_of"));
  const page = await readPage(async (ctx, prefetch) => {
    await followRename(ctx, slug, tab, asOf);
    await readRecord(ctx, prefetch, slug, asOf);
    if (asOf === undefined || tab === "history") await more?.(ctx, prefetch, slug, search);
  });
  return { page, slug, asOf, mayReadLog: can(page.viewer, "audit.read") };
}

async function followRename(ctx: Ctx, slug: string, tab: AgentTab, asOf: string | undefined): Promise<void> {
  try {
    await requireAgentId(ctx.db, slug);
  } catch (error) {
    const next = isAppError(error) && error.code === "renamed" ? error.members["renamed_to"] : undefined;
    if (typeof next !== "string") throw error;
    permanentRedirect(agentHref(next, tab, asOf ?? null));
  }
}

/** An instant before the agent was registered, or one that is none, is said on the page: the agent itself is there. */
async function readRecord(ctx: Ctx, { read }: Prefetch, slug: string, asOf: string | undefined): Promise<void> {
  const input = { params: { slug }, query: asOf === undefined ? {} : { as_of: asOf } };
  try {
    await read(agentOperations.getAgent, input, () => getAgent(ctx, slug, asOf));
  } catch (error) {
    const said =
      asOf !== undefined && isAppError(error) && (error.code === "not_found" || error.code === "invalid_input");
    if (!said) throw error;
  }
}
