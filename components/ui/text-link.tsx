import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

const underline = "underline decoration-1 underline-offset-3 transition-colors";

/** A link inside text. `plain` takes the colour of its surroundings, for names in tables and crumbs. */
export function TextLink<Href extends string>({
  href,
  plain = false,
  children,
}: {
  href: Route<Href>;
  plain?: boolean;
  children: ReactNode;
}) {
  const look = plain
    ? "text-inherit decoration-transparent hover:decoration-current"
    : "text-link decoration-current/40 hover:decoration-current";
  return (
    <Link href={href} className={`${underline} ${look}`}>
      {children}
    </Link>
  );
}

/** Leaves the console: says so to everyone, and gives the other page no way back into this one. */
export function ExternalLink({ href, children }: { href: `https://${string}`; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className={`${underline} text-link decoration-current/40 hover:decoration-current`}
    >
      {children}
      <span className="sr-only"> (opens another site)</span>
    </a>
  );
}
