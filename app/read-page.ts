import "server-only";
import type { DehydratedState } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import type { Ctx } from "@/lib/access/context";
import { openPageCtx } from "@/lib/auth/page-context";
import { isAppError } from "@/lib/core/errors";
import type { PersonViewer } from "@/lib/core/viewer";
import { openPrefetch, type Prefetch } from "@/lib/http/prefetch";

/**
 * Who looks, and what was read for them. `state` is null where they may not see it: the page says so. `data` is what the
 * page reads beside its queries.
 */
export type PageRead<Data = unknown> = { viewer: PersonViewer; state: DehydratedState | null; data: Data | null };

/** Reads what a page shows before its first byte is sent. What does not exist is the page for that. */
export async function readPage<Data>(
  read: (ctx: Ctx<PersonViewer>, prefetch: Prefetch) => Promise<Data>,
): Promise<PageRead<Data>> {
  const ctx = await openPageCtx();
  const prefetch = openPrefetch();
  let data: Data | null = null;
  try {
    data = await read(ctx, prefetch);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.code === "not_found") notFound();
    if (error.code === "forbidden") return { viewer: ctx.viewer, state: null, data };
    // A mistyped link: the list asks for itself again and shows what the API says.
    if (error.code !== "invalid_input") throw error;
  }
  return { viewer: ctx.viewer, state: prefetch.dehydrate(), data };
}

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Next gives a key that is repeated as a list; a list's URL is read from the standard form. */
export function readSearch(params: SearchParams): URLSearchParams {
  return new URLSearchParams(
    Object.entries(params).flatMap(([key, value]) => [value ?? []].flat().map((one) => [key, one])),
  );
}
