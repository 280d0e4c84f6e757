import { cva } from "class-variance-authority";

/* Below 36 rem of its own width a table lays its rows out as cards; roles are written out, because that takes a table's own away. */

export const rowClass = cva(
  [
    "group hover:*:bg-hover",
    "@max-[36rem]:relative @max-[36rem]:flex @max-[36rem]:flex-wrap @max-[36rem]:items-baseline @max-[36rem]:gap-x-4 @max-[36rem]:gap-y-1 @max-[36rem]:border-b @max-[36rem]:border-hairline @max-[36rem]:px-page @max-[36rem]:py-3 @max-[36rem]:hover:*:bg-transparent",
  ],
  {
    variants: {
      selected: {
        true: "*:bg-selected! *:first:shadow-[inset_2px_0_0_var(--line-focus)] @max-[36rem]:bg-selected @max-[36rem]:shadow-[inset_2px_0_0_var(--line-focus)] @max-[36rem]:*:bg-transparent! @max-[36rem]:*:shadow-none!",
        false: "",
      },
      quiet: { true: "text-subtle", false: "" },
      checkable: { true: "@max-[36rem]:ps-[calc(var(--page-padding)+2.25rem)]", false: "" },
    },
  },
);

export const cellClass = cva(
  "border-b border-hairline px-2 align-middle text-dense leading-4.5 font-normal first:ps-(--page-padding) last:pe-(--page-padding) [overflow-wrap:anywhere] @max-[36rem]:border-0 @max-[36rem]:p-0!",
  {
    variants: {
      kind: {
        check:
          "w-13 py-0! pe-0! first:ps-[calc(var(--page-padding)-0.25rem)] @max-[36rem]:absolute @max-[36rem]:start-[calc(var(--page-padding)-0.25rem)] @max-[36rem]:top-2 @max-[36rem]:w-auto",
        title: "h-(--row-height) py-1 @max-[36rem]:block @max-[36rem]:h-auto @max-[36rem]:basis-full",
        value: "h-(--row-height) py-1 @max-[36rem]:block @max-[36rem]:h-auto",
      },
      align: { start: "text-start", end: "text-end tabular @max-[36rem]:text-start" },
      room: {
        always: "",
        middle: "@max-[48rem]:hidden @max-[36rem]:block",
        wide: "@max-[62rem]:hidden @max-[36rem]:block",
      },
      phone: {
        line: "",
        half: "@max-[36rem]:basis-[calc(50%-0.5rem)]",
        end: "@max-[36rem]:ms-auto",
        hidden: "@max-[36rem]:hidden!",
      },
    },
    defaultVariants: { align: "start", room: "always", phone: "line" },
  },
);
