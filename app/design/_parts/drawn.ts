import type { ShellViewer } from "@/components/shell/shell-props";

/** People who do not exist, for the design page alone. */
export const drawnViewer: ShellViewer = {
  id: "per_drawn",
  name: "Kofi Mensah",
  email: "kofi@example.com",
  roles: ["admin", "security"],
};

export type DrawnPerson = {
  id: string;
  name: string;
  detail: string;
  state: "active" | "invited" | "deactivated";
  roles: readonly string[];
  team: string;
  passkeys: number;
  seenAt: string | null;
};

export const drawnPeople: readonly DrawnPerson[] = [
  {
    id: "1",
    name: "Ana Lopes",
    detail: "ana@example.com",
    state: "active",
    roles: ["admin", "security"],
    team: "Platform",
    passkeys: 2,
    seenAt: "2026-11-21T08:12:00Z",
  },
  {
    id: "2",
    name: "Dana Reyes",
    detail: "dana@example.com",
    state: "active",
    roles: ["member", "approver"],
    team: "Payments Ops",
    passkeys: 1,
    seenAt: "2026-11-21T07:41:00Z",
  },
  {
    id: "3",
    name: "Jun Ito",
    detail: "jun@example.com",
    state: "invited",
    roles: ["member"],
    team: "None",
    passkeys: 0,
    seenAt: null,
  },
  {
    id: "4",
    name: "Kofi Mensah",
    detail: "kofi@example.com",
    state: "active",
    roles: ["admin"],
    team: "Platform",
    passkeys: 3,
    seenAt: "2026-11-21T08:29:00Z",
  },
  {
    id: "5",
    name: "Lena Fischer",
    detail: "lena@example.com",
    state: "deactivated",
    roles: ["member"],
    team: "People",
    passkeys: 0,
    seenAt: "2026-10-02T15:20:00Z",
  },
  {
    id: "6",
    name: "Mateo Silva",
    detail: "mateo@example.com",
    state: "active",
    roles: ["member", "approver"],
    team: "Warehouse",
    passkeys: 1,
    seenAt: "2026-11-20T17:05:00Z",
  },
  {
    id: "7",
    name: "Noor Haddad",
    detail: "noor@example.com",
    state: "active",
    roles: ["auditor"],
    team: "None",
    passkeys: 1,
    seenAt: "2026-11-19T10:44:00Z",
  },
  {
    id: "8",
    name: "Priya Nair",
    detail: "priya@example.com",
    state: "active",
    roles: ["security", "approver"],
    team: "Security",
    passkeys: 2,
    seenAt: "2026-11-21T06:58:00Z",
  },
];
