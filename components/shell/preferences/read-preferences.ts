import "server-only";
import { cookies } from "next/headers";
import { parsePreferences, type Preferences, preferencesCookie } from "./preferences";

export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return parsePreferences(jar.get(preferencesCookie)?.value);
}
