import type { Route } from "next";
import type { Role } from "@/lib/core/viewer";
import type { Icon } from "@/components/ui/icons/draw";
import { type Scope, scopeSearch } from "./environment";
import {
  ActivityIcon,
  AgentsIcon,
  EvidenceIcon,
  HelpIcon,
  PoliciesIcon,
  SettingsIcon,
} from "@/components/ui/icons/places";

export type NavigationItem = {
  id: string;
  label: string;
  href: Route;
  icon: Icon;
  /** Areas that are reached through this one. */
  also?: readonly string[];
  /** The key after `g` that goes there. */
  key: string;
  /** Who finds something there; without it, everyone. The page itself decides again. */
  roles?: readonly Role[];
  /** A key worth showing beside the word. */
  hint?: string;
  /** A list that begins with the environment this browser looks at. */
  scoped?: boolean;
  place: "main" | "foot";
};

/** The one list of areas. An area appears here on the day it can be used: the rail, the dock and the palette follow. */
export const navigation: readonly NavigationItem[] = [
  { id: "agents", label: "Agents", href: "/agents", icon: AgentsIcon, key: "a", scoped: true, place: "main" },
  { id: "policies", label: "Policies", href: "/policies", icon: PoliciesIcon, key: "p", place: "main" },
  {
    id: "activity",
    label: "Activity",
    // What was refused comes first: what went well is one filter away.
    href: "/activity/decisions?outcome=deny",
    also: ["decisions"],
    icon: ActivityIcon,
    key: "d",
    scoped: true,
    place: "main",
  },
  {
    id: "evidence",
    label: "Evidence",
    href: "/evidence/events",
    icon: EvidenceIcon,
    key: "e",
    roles: ["security", "admin", "auditor"],
    place: "main",
  },
  {
    id: "settings",
    label: "Settings",
    href: "/settings",
    also: ["people", "teams", "systems", "handovers", "me"],
    icon: SettingsIcon,
    key: "s",
    place: "foot",
  },
  { id: "help", label: "Help", href: "/help", icon: HelpIcon, key: "h", hint: "?", place: "foot" },
];

export function listNavigation(roles: readonly Role[]): readonly NavigationItem[] {
  return navigation.filter((item) => item.roles === undefined || item.roles.some((role) => roles.includes(role)));
}

/** Where an item leads while this browser looks at one environment, or at all. */
export function hrefIn({ href, scoped }: Pick<NavigationItem, "href" | "scoped">, scope: Scope): Route {
  const [path, search = ""] = href.split("?");
  return scoped === true ? (`${path}${scopeSearch(search, scope)}` as Route) : href;
}

/** Whether a path belongs to an item: its first segment decides, so that a detail page still lights up its list. */
export function isWithin(path: string, item: Pick<NavigationItem, "href" | "also">): boolean {
  const area = path.split("/")[1] ?? "";
  return area !== "" && (area === item.href.split(/[/?#]/u)[1] || item.also?.includes(area) === true);
}
