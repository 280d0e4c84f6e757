"use client";

import type { ReactNode } from "react";

type Segment<Value extends string> = { value: Value; label: ReactNode };
type Props<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
};

/** Two to four short choices of which one always holds. */
export function Segmented<Value extends string>({ label, value, onChange, segments }: Props<Value>) {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex max-w-full flex-wrap rounded-control bg-sunken p-0.5 forced:border"
    >
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          onClick={() => onChange(segment.value)}
          className="inline-flex h-9 items-center gap-1.5 rounded-small px-2.5 text-dense font-medium whitespace-nowrap text-muted transition-colors hover:text-fg aria-pressed:bg-overlay aria-pressed:text-fg aria-pressed:shadow-[0_0_0_1px_var(--line-hairline),0_1px_1px_rgb(0_0_0/0.04)] tablet:h-7"
        >
          {segment.label}
        </button>
      ))}
    </div>
  );
}
