import "server-only";
import { cookies } from "next/headers";
import type { Environment } from "@/lib/core/environments";
import { environmentCookie, environmentOf, parseScope, type Scope } from "./environment";

export async function readScope(): Promise<Scope> {
  const jar = await cookies();
  return parseScope(jar.get(environmentCookie)?.value);
}

/** Where something new begins. */
export async function readEnvironment(): Promise<Environment> {
  return environmentOf(await readScope());
}
