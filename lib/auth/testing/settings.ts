import { installSettings, readSettings, type Settings } from "@/lib/config/settings";

/** Settings of this test file's own database, with what a test needs otherwise. Call it again to change them. */
export function setSettings(changes: Partial<Settings> = {}): Settings {
  const { settings, faults } = readSettings(process.env);
  if (!settings) throw new Error(faults.join(" "));
  const changed: Settings = {
    ...settings,
    publicUrl: "http://localhost:4600",
    secret: "a secret of at least 32 characters",
    ...changes,
  };
  installSettings(changed);
  return changed;
}
