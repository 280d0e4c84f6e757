"use client";

import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { Switch } from "@/components/ui/form/switch";
import { Segmented } from "@/components/ui/segmented";
import { densities, themes } from "./preferences";
import { usePreferences } from "./preferences-provider";

const words = {
  system: "System",
  light: "Light",
  dark: "Dark",
  comfortable: "Comfortable",
  compact: "Compact",
} as const;

/** Every preference; each takes effect at once. */
export function PreferencesForm() {
  const { preferences, change } = usePreferences();
  const zones = listTimeZones(preferences.timeZone);
  return (
    <div className="grid max-w-prose gap-5">
      <div className="grid justify-items-start gap-1.5">
        <p className="font-medium">Theme</p>
        <Segmented
          label="Theme"
          value={preferences.theme}
          segments={themes.map((value) => ({ value, label: words[value] }))}
          onChange={(theme) => change({ theme })}
        />
      </div>
      <div className="grid justify-items-start gap-1.5">
        <p className="font-medium">Rows</p>
        <Segmented
          label="Rows"
          value={preferences.density}
          segments={densities.map((value) => ({ value, label: words[value] }))}
          onChange={(density) => change({ density })}
        />
      </div>
      <div className="max-w-100">
        <Field
          label="Time zone"
          hint="Times are stored in UTC and shown in this zone. Hold the pointer on a time to see both."
        >
          <Select
            value={preferences.timeZone ?? ""}
            options={[
              { value: "", label: `This browser's (${writeZone(preferences.browserZone ?? "UTC")})` },
              ...zones.map((zone) => ({ value: zone, label: writeZone(zone) })),
            ]}
            onChange={(event) => change({ timeZone: event.target.value || null })}
          />
        </Field>
      </div>
      <Switch
        label="Single-key shortcuts"
        hint="Press ? to see them. They never answer while you type."
        checked={preferences.singleKeys}
        onChange={(singleKeys) => change({ singleKeys })}
      />
    </div>
  );
}

function writeZone(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** UTC is missing from the runtime's list, and an old name of a zone may be the one in use. */
function listTimeZones(current: string | null): readonly string[] {
  return [...new Set(["UTC", ...(current === null ? [] : [current]), ...Intl.supportedValuesOf("timeZone")])];
}
