import { formatNumber } from "@/components/ui/format-number";
import { toneClass } from "@/components/ui/tone";
import type { DecisionShape } from "@/lib/decisions/schema";

const looks = {
  deny: "bg-(--tone-border)",
  ask: "border border-tone-border bg-tone-bg",
  allow: "border border-tone-border bg-tone-bg",
} as const satisfies Record<DecisionShape["outcome"], string>;

const mostBars = 30;

/** How many on each day, oldest first. The numbers are there as text: nothing is told by the drawing alone. */
export function Trend({ trend, outcome, to }: Pick<DecisionShape, "trend" | "outcome"> & { to: string }) {
  const days = trend.slice(-mostBars);
  const most = Math.max(1, ...days);
  return (
    <span className="block">
      <span className="sr-only">{describeTrend(days, to)}</span>
      <span
        aria-hidden
        className={`${toneClass[outcome === "ask" ? "ask" : outcome]} flex h-6 items-end gap-px border-b border-control`}
      >
        {days.map((count, at) => (
          <span
            key={at}
            style={{ height: count === 0 ? 0 : `${Math.max(12, Math.round((count / most) * 100))}%` }}
            className={`min-w-0 max-w-2 flex-1 rounded-t-[1px] forced:bg-[CanvasText] ${count === 0 ? "" : looks[outcome]}`}
          />
        ))}
      </span>
    </span>
  );
}

/** "41 in 30 days, most on 14 Nov (12), 3 on 21 Nov" */
export function describeTrend(days: readonly number[], to: string): string {
  const sum = days.reduce((all, count) => all + count, 0);
  const most = Math.max(0, ...days);
  const last = days.at(-1) ?? 0;
  const dayAt = (at: number): string => {
    const date = new Date(Date.parse(to) - (days.length - 1 - at) * 86_400_000);
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(date);
  };
  const length = `${formatNumber(sum)} in ${days.length === 1 ? "1 day" : `${days.length} days`}`;
  if (sum === 0) return length;
  return `${length}, most on ${dayAt(days.indexOf(most))} (${formatNumber(most)}), ${formatNumber(last)} on ${dayAt(days.length - 1)}`;
}
