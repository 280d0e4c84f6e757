"use client";

import { useQueryClient } from "@tanstack/react-query";

/** After a change: everything that may show it is read again. */
export function useRefresh(keys: readonly (readonly unknown[])[]): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}
