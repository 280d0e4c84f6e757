import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

type Props = ButtonLook & { icon?: ReactNode; children: ReactNode; href: Route; download?: boolean };

/** Looks like a button, goes somewhere. A download leaves the router alone: the answer is a file. */
export function ButtonLink({ variant, size, block, icon, children, href, download = false }: Props) {
  const className = buttonClass({ variant, size, block });
  if (download) {
    return (
      <a href={href} download className={className}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={className}>
      {icon}
      {children}
    </Link>
  );
}
