import { cva, type VariantProps } from "class-variance-authority";

/** One look for everything that is pressed: `Button`, `ButtonLink`, `IconButton`, the triggers of menus. */
export const buttonClass = cva(
  [
    "relative inline-flex shrink-0 items-center justify-center gap-1.5 border font-medium whitespace-nowrap no-underline",
    "transition-colors select-none forced:border-[ButtonText]",
    "aria-disabled:cursor-not-allowed aria-disabled:border-hairline aria-disabled:bg-sunken aria-disabled:text-subtle",
  ],
  {
    variants: {
      variant: {
        primary: "border-fg bg-fg text-surface not-aria-disabled:hover:bg-fg/86 forced:border-2",
        secondary: "border-button bg-surface text-fg not-aria-disabled:hover:bg-hover",
        quiet:
          "border-transparent bg-transparent text-muted not-aria-disabled:hover:bg-fill not-aria-disabled:hover:text-fg",
        danger: "border-button bg-surface text-deny-fg not-aria-disabled:hover:bg-hover",
        allow:
          "tone-allow border-tone-solid bg-tone-solid text-tone-on not-aria-disabled:hover:bg-tone-solid/90 forced:border-2",
        deny: "tone-deny border-tone-solid bg-tone-solid text-tone-on not-aria-disabled:hover:bg-tone-solid/90 forced:border-2",
      },
      size: {
        small: "h-8 rounded-small px-2.5 text-dense tablet:h-6 tablet:px-2",
        medium: "h-10 rounded-control px-3 text-body tablet:h-8",
        large: "h-11 rounded-control px-4 text-large font-semibold",
      },
      square: { true: "px-0 tablet:px-0", false: "" },
      block: { true: "w-full", false: "" },
    },
    compoundVariants: [
      { variant: "quiet", size: "medium", square: false, class: "px-2.5 tablet:px-2" },
      { square: true, size: "small", class: "w-8 tablet:w-6" },
      { square: true, size: "medium", class: "w-10 tablet:w-8" },
      { square: true, size: "large", class: "w-11" },
    ],
    defaultVariants: { variant: "secondary", size: "medium", square: false, block: false },
  },
);

export type ButtonLook = Pick<VariantProps<typeof buttonClass>, "variant" | "size" | "block">;
