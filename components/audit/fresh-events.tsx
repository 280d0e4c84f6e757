"use client";

import { useEffect } from "react";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format-number";
import { RiseIcon } from "@/components/ui/icons/actions";

const pageSize = 50;

/** "3 new events": said once in words, shown when pressed. */
export function FreshEvents({ count, onShow }: { count: number; onShow: () => void }) {
  const words = `${formatNumber(count)}${count >= pageSize ? " or more" : ""} new ${count === 1 ? "event" : "events"}`;

  useEffect(() => {
    if (count > 0) announce(words);
  }, [count, words]);

  if (count === 0) return null;
  return (
    <div className="sticky top-2 z-20 flex justify-center px-page pb-3">
      <Button size="small" icon={<RiseIcon size={14} />} onClick={onShow}>
        {words}
      </Button>
    </div>
  );
}
