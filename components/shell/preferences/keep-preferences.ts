import { showToast } from "@/components/ui/toast";
import type { Preferences } from "./preferences";

let last: Promise<void> = Promise.resolve();

/** Stores a change with the person, so that it follows them. One after the other: the last press wins. */
export function keepPreferences(part: Partial<Preferences>): void {
  last = last.then(() => store(part));
}

async function store({ theme, density, timeZone, singleKeys }: Partial<Preferences>): Promise<void> {
  const body = { theme, density, time_zone: timeZone, shortcuts: singleKeys };
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  try {
    // Loaded on the first change: no page needs it to be shown.
    const [{ callOperation }, { peopleOperations }] = await Promise.all([
      import("@/lib/http/client"),
      import("@/lib/people/operations"),
    ]);
    await callOperation(peopleOperations.setPreferences, { body: given });
  } catch {
    showToast({
      title: "Changed in this browser only",
      detail: "It could not be stored for your others.",
      failed: true,
    });
  }
}
