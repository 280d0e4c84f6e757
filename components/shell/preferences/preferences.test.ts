import { describe, expect, it } from "vitest";
import { defaultPreferences, formatPreferences, parsePreferences } from "./preferences";

describe("preferences cookie", () => {
  it("comes back as it was written", () => {
    const chosen = {
      theme: "dark",
      density: "compact",
      timeZone: "Asia/Kolkata",
      browserZone: "Europe/Berlin",
      singleKeys: false,
    } as const;
    expect(parsePreferences(formatPreferences(chosen))).toEqual({
      ...chosen,
      timeZone: parsePreferences("zone=Asia/Kolkata").timeZone,
    });
    expect(parsePreferences(formatPreferences(chosen)).timeZone).not.toBeNull();
  });

  it.each([undefined, "", "theme=neon&density=huge&zone=Mars/Olympus&own-zone=Moon&keys=maybe", "%%%", "zone=%00"])(
    "falls back to the defaults for %j",
    (text) => {
      expect(parsePreferences(text)).toEqual(defaultPreferences);
    },
  );
});
