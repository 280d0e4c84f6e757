import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import type { Icon } from "./icons/draw";
import { type Tone, toneClass } from "./tone";

const badgeClass = cva("inline-flex max-w-full items-center align-middle", {
  variants: {
    look: {
      /** In tables and lists: the shape has the role's colour, the word is ink. */
      plain: "gap-1.5 text-dense text-fg",
      /** In the heads of details, and for exceptions. */
      filled:
        "h-5.5 gap-1.25 border border-tone-border bg-tone-bg ps-1.5 pe-2 text-small font-medium whitespace-nowrap text-tone-fg forced:border-[CanvasText]",
      /** Inside the second line of a table row. */
      mini: "h-4 gap-1 rounded-tag border border-tone-border bg-tone-bg ps-0.75 pe-1.25 text-caption leading-3.5 font-medium whitespace-nowrap text-tone-fg forced:border-[CanvasText]",
    },
    form: { pill: "", tag: "" },
  },
  compoundVariants: [
    { look: "filled", form: "pill", class: "rounded-full" },
    { look: "filled", form: "tag", class: "rounded-tag" },
  ],
});

export type BadgeLook = "plain" | "filled" | "mini";

type Props = { tone?: Tone; icon: Icon; look?: BadgeLook; form?: "pill" | "tag"; children: ReactNode };

/** Shape first, then the word, then colour: it must still be told apart in grey and in forced colours. */
export function Badge({ tone = "neutral", icon: Drawing, look = "plain", form = "pill", children }: Props) {
  return (
    <span className={`${toneClass[tone]} ${badgeClass({ look, form })}`}>
      <Drawing size={look === "mini" ? 12 : 14} {...(look === "plain" ? { className: "text-tone-fg" } : {})} />
      <span>{children}</span>
    </span>
  );
}
