import { type Environment, environments } from "@/lib/core/environments";

export const environmentWords = {
  production: { name: "Production" },
  staging: { name: "Staging" },
  sandbox: { name: "Sandbox" },
} as const satisfies Record<Environment, { name: string }>;

/** Which environment this browser looks at. Only a way of looking: every service checks on its own. */
export const environmentCookie = "ambit-environment";

export function parseEnvironment(text: string | undefined): Environment {
  return environments.find((environment) => environment === text) ?? "production";
}

/** In the browser; the page is then asked for again. */
export function chooseEnvironment(environment: Environment): void {
  document.cookie = `${environmentCookie}=${environment}; path=/; max-age=31536000; samesite=lax`;
}
