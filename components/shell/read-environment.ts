import "server-only";
import { cookies } from "next/headers";
import type { Environment } from "@/lib/core/environments";
import { environmentCookie, parseEnvironment } from "./environment";

export async function readEnvironment(): Promise<Environment> {
  const jar = await cookies();
  return parseEnvironment(jar.get(environmentCookie)?.value);
}
