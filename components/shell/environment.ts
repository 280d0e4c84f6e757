import { type Environment, environments } from "@/lib/core/environments";

export const environmentWords = {
  production: { name: "Production" },
  staging: { name: "Staging" },
  sandbox: { name: "Sandbox" },
} as const satisfies Record<Environment, { name: string }>;

/** What this browser looks at: one environment, or all of them, so that nothing is left out before somebody says so. */
export const scopes = ["all", ...environments] as const;
export type Scope = (typeof scopes)[number];

export const scopeWords = {
  all: { name: "All environments" },
  ...environmentWords,
} as const satisfies Record<Scope, { name: string }>;

/** Only a way of looking: every service checks on its own. */
export const environmentCookie = "ambit-environment";

export function parseScope(text: string | undefined): Scope {
  return environments.find((environment) => environment === text) ?? "all";
}

/** Where something new begins. */
export function environmentOf(scope: Scope): Environment {
  return scope === "all" ? "production" : scope;
}

/** In the browser; the page is then asked for again. */
export function chooseScope(scope: Scope): void {
  document.cookie = `${environmentCookie}=${scope}; path=/; max-age=31536000; samesite=lax`;
}

/** The search of a list after another environment was chosen; every other filter stays, the place in the list does not. */
export function scopeSearch(search: string, scope: Scope): string {
  const next = new URLSearchParams(search);
  next.delete("environment");
  next.delete("cursor");
  if (scope !== "all") next.set("environment", scope);
  return next.size === 0 ? "" : `?${next}`;
}
