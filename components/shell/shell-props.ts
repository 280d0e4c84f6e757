import type { Route } from "next";
import type { ReactNode } from "react";
import type { Role } from "@/lib/core/viewer";
import type { Scope } from "./environment";

export type ShellViewer = { id: string; name: string; email: string; roles: readonly Role[] };

/** How many things wait for the viewer; `urgent` when time runs against them. */
export type Count = { value: number; urgent?: boolean };

/** A saved view, listed under its page in the rail. */
export type View = { href: Route; label: string; count?: number };

export type ShellProps = {
  viewer: ShellViewer;
  scope: Scope;
  /** By navigation item. */
  counts: Readonly<Record<string, Count>>;
  /** By navigation item. */
  views?: Readonly<Record<string, readonly View[]>>;
  /** Sentences that concern the whole installation, shown above every page. */
  warnings: readonly string[];
  /** The rail's foot: how far the published policy has reached. */
  foot?: ReactNode;
  children: ReactNode;
};
