"use client";

import { useState } from "react";
import type { DecisionPage } from "@/lib/decisions/schema";

/**
 * A list that grows at the top keeps the rows the reader is looking at. What came since waits behind a button and then
 * goes before them, so that nothing moves under a pointer or a screen reader. Another question (`key`) starts afresh.
 */
export function useHeld(latest: DecisionPage | undefined, key: string) {
  const [holding, setHolding] = useState<{ key: string; page: DecisionPage } | null>(null);
  if (latest && holding?.key !== key) setHolding({ key, page: latest });
  const held = holding?.key === key ? holding.page : latest;
  const fresh = held && latest ? findFresh(held, latest) : [];
  return {
    held,
    fresh: fresh.length,
    show: () => held && latest && setHolding({ key, page: prepend(held, latest) }),
  };
}

type Rows = Pick<DecisionPage, "data" | "next_cursor">;

/** What is newer than everything that is shown: an id begins with its time. */
export function findFresh(held: Rows, latest: Rows): DecisionPage["data"] {
  const newest = held.data[0]?.id ?? "";
  return latest.data.filter(({ id }) => id > newest);
}

/** Where a whole page came at once there may be others between: then the newest page stands alone. */
export function prepend(held: Rows, latest: Rows): DecisionPage {
  const fresh = findFresh(held, latest);
  if (fresh.length === latest.data.length) return { ...latest };
  return { data: [...fresh, ...held.data], next_cursor: held.next_cursor };
}
