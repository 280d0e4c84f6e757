import { cva } from "class-variance-authority";

/** The box of every control that takes text or a choice. */
export const controlClass = cva(
  [
    "w-full min-w-0 border border-control bg-surface px-2 text-large text-fg tablet:text-body",
    "aria-invalid:border-[var(--deny-border)] disabled:cursor-not-allowed disabled:bg-sunken disabled:text-subtle read-only:bg-sunken",
    "focus-visible:outline-offset-1",
  ],
  {
    variants: {
      kind: {
        line: "h-10 rounded-control tablet:h-8",
        area: "min-h-24 rounded-control py-1.5 field-sizing-content",
        choice: "h-10 appearance-none rounded-control pr-8 read-only:bg-surface tablet:h-8",
      },
      mono: { true: "font-mono tablet:text-dense", false: "" },
    },
    defaultVariants: { kind: "line", mono: false },
  },
);
