import { formatNumber } from "./format-number";

/** How far a known amount of work has come. There is no spinner: work of unknown length says in words what it is doing. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-4 text-dense">
        <span>{label}</span>
        <span className="text-muted tabular">
          {formatNumber(value)} of {formatNumber(max)}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        className="h-1 overflow-hidden rounded-full bg-fill forced:border"
      >
        <div
          className="h-full rounded-full bg-[var(--fg-muted)] forced:bg-[CanvasText]"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
