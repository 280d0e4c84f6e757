import "server-only";
import type { Ctx } from "@/lib/access/context";
import { listDecisionRows, listKeeping } from "@/lib/decisions/repository";
import { presentDecision } from "@/lib/decisions/present";
import type { DecisionPage, ListDecisionsQuery } from "@/lib/decisions/schema";
import { chooseSeen, describeFilters, questionOf, readFilters } from "@/lib/decisions/service/filters";
import { noteReading } from "@/lib/decisions/service/note-reading";
import { readSpans } from "@/lib/decisions/service/spans";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

const scope = "decisions";

/** Newest first. What is decided meanwhile goes before the first page and moves nothing on the next ones. */
export async function listDecisions(ctx: Ctx, query: ListDecisionsQuery): Promise<DecisionPage> {
  const seen = await chooseSeen(ctx);
  const { limit, cursor, after, ...asked } = query;
  const below = cursor === undefined ? undefined : String(decodeCursor(scope, cursor)[0]);
  const [keeping] = await Promise.all([
    listKeeping(ctx.db),
    noteReading(ctx, {
      type: "decisions.listed",
      subjectId: null,
      data: { list: "decisions", filters: describeFilters(asked) },
      question: questionOf("decisions", asked),
    }),
  ]);
  const spans = readSpans(query, keeping, ctx.now)
    .map((span) => (below !== undefined && below < span.to ? { ...span, to: below } : span))
    .filter(({ from, to }) => from < to);
  const filters = readFilters(asked, seen);
  if (after !== undefined) {
    const rows = await listDecisionRows(ctx.db, spans, filters, { newestFirst: false, limit });
    return { data: rows.toReversed().map(presentDecision), next_cursor: null };
  }
  const found = await listDecisionRows(ctx.db, spans, filters, { newestFirst: true, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, scope, ({ id }) => [id]);
  return { data: rows.map(presentDecision), next_cursor: nextCursor };
}
