import type { ReactNode } from "react";
import { StaleIcon, DeniedIcon, GapIcon, InfoIcon, AllowedIcon, AskIcon } from "./icons/states";
import type { Icon } from "./icons/draw";
import { toneClass } from "./tone";

const icons = {
  info: InfoIcon,
  pending: GapIcon,
  deny: DeniedIcon,
  allow: AllowedIcon,
  neutral: StaleIcon,
  ask: AskIcon,
};

type Props = {
  tone: keyof typeof icons;
  /** A strip crosses the page or a card edge to edge; a banner stands in the text. */
  edge?: "box" | "strip";
  /** Leads the sentence and carries the finding. */
  title?: ReactNode;
  actions?: ReactNode;
  icon?: Icon;
  children?: ReactNode;
};

/** Says what is true and what happens next. It is not announced: use it for what is there when the page comes. */
export function Banner({ tone, edge = "box", title, actions, icon, children }: Props) {
  const Drawing = icon ?? icons[tone];
  const lift = actions === undefined ? "" : "py-0.5";
  const shape = edge === "box" ? "rounded-control border px-3 py-2" : "border-b px-page py-2";
  return (
    <div
      className={`${toneClass[tone]} ${shape} flex flex-wrap items-start gap-x-3 gap-y-2 border-tone-border bg-tone-bg text-dense text-tone-fg`}
    >
      <Drawing className={actions === undefined ? "mt-0.5" : "mt-1"} />
      <p className={`min-w-0 flex-1 basis-40 ${lift}`}>
        {title !== undefined && <b className="font-semibold">{title} </b>}
        {children}
      </p>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
