import type { Route } from "next";
import type { Role } from "@/lib/core/viewer";

export const settingsGroups = ["You", "Organisation", "This installation"] as const;

export type SettingsPage = {
  label: string;
  href: Route;
  group: (typeof settingsGroups)[number];
  roles?: readonly Role[];
  words: string;
};

/** The one list of settings pages; like an area, a page appears here on the day it can be used. */
export const settingsPages: readonly SettingsPage[] = [
  {
    group: "You",
    label: "Your account",
    href: "/me",
    words: "What you answer for, name, passkeys, sign-ins, appearance",
  },
  { group: "Organisation", label: "People", href: "/people", words: "Who can sign in, and what each may do" },
  { group: "Organisation", label: "Teams", href: "/teams", words: "Who works together, and who leads" },
  {
    group: "Organisation",
    label: "Systems",
    href: "/systems",
    words: "What agents reach, and how each verifies who calls it",
  },
  {
    group: "Organisation",
    label: "Guardrails",
    href: "/settings/guardrails",
    words: "What holds for every agent of an environment",
  },
  {
    group: "Organisation",
    label: "Decisions kept",
    href: "/settings/decisions",
    words: "How long each environment keeps what was decided",
  },
  {
    group: "Organisation",
    label: "Hand-over",
    href: "/handovers",
    words: "Who left, what they answered for, and who takes it over",
  },
  {
    group: "Organisation",
    label: "Directory",
    href: "/settings/directory",
    roles: ["admin", "security", "auditor"],
    words: "People and groups from a SCIM directory",
  },
  { group: "Organisation", label: "Roles", href: "/settings/roles", words: "Every permission in words" },
  {
    group: "This installation",
    label: "Set-up",
    href: "/settings/installation",
    roles: ["admin", "security", "auditor"],
    words: "Settings, keys and versions of this installation",
  },
  {
    group: "This installation",
    label: "Background jobs",
    href: "/settings/jobs",
    roles: ["admin", "security", "auditor"],
    words: "What failed, retry or discard",
  },
  {
    group: "This installation",
    label: "Sample data",
    href: "/settings/sample",
    roles: ["admin"],
    words: "Add or delete the sample data",
  },
];

export function listSettings(roles: readonly Role[]): readonly SettingsPage[] {
  return settingsPages.filter((page) => page.roles === undefined || page.roles.some((role) => roles.includes(role)));
}

/** What stands beside an open page of Settings: the server says it, so that no browser carries the whole list. */
export function listSettingsEntries(roles: readonly Role[]): readonly Pick<SettingsPage, "group" | "label" | "href">[] {
  return listSettings(roles).map(({ group, label, href }) => ({ group, label, href }));
}
