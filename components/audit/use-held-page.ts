"use client";

import { useState } from "react";

type Page = { data: readonly { id: string; at: string }[] };

/**
 * A list that grows at the top keeps the rows the reader is looking at. What came since waits behind a button, so that
 * nothing moves under a pointer or a screen reader. Another question (`key`) starts afresh.
 */
export function useHeldPage<P extends Page>(
  latest: P | undefined,
  key: string,
): { held: P | undefined; fresh: number; show: () => void } {
  const [holding, setHolding] = useState<{ key: string; page: P } | null>(null);
  if (latest && holding?.key !== key) setHolding({ key, page: latest });
  const held = holding?.key === key ? holding.page : latest;
  return {
    held,
    fresh: held && latest ? countFresh(held, latest) : 0,
    show: () => latest && setHolding({ key, page: latest }),
  };
}

export function countFresh(held: Page, latest: Page): number {
  const known = new Set(held.data.map(({ id }) => id));
  const newest = held.data[0]?.at ?? "";
  return latest.data.filter(({ id, at }) => !known.has(id) && at >= newest).length;
}
