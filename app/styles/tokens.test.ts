import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Pair = { light: string; dark: string };
const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const tokens = new Map<string, Pair>(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/giu)].map(([, name, light, dark]) => [
    name ?? "",
    { light: light ?? "", dark: dark ?? "" },
  ]),
);
const themes = ["light", "dark"] as const;
const surfaces = ["bg-canvas", "bg-surface", "bg-sunken", "bg-overlay"];
const roles = [...tokens.keys()]
  .filter((name) => name.endsWith("-solid"))
  .map((name) => name.slice(0, -"-solid".length));

const textPairs = [
  ...["fg", "fg-muted", "fg-subtle", "fg-link"].flatMap((text) => surfaces.map((surface) => [text, surface])),
  ...roles.flatMap((role) => [
    [`${role}-fg`, `${role}-bg`],
    [`${role}-on`, `${role}-solid`],
    ...surfaces.map((surface) => [`${role}-fg`, surface]),
  ]),
  // The primary button, and the badge that says "Contained", are inverse ink.
  ["bg-surface", "fg"],
];
const linePairs = [
  ...["line-control", "line-focus"].flatMap((line) => surfaces.map((surface) => [line, surface])),
  ...roles.flatMap((role) => surfaces.map((surface) => [`${role}-border`, surface])),
];

describe("colour tokens", () => {
  it("were found: a test of nothing passes", () => {
    expect(tokens.size).toBeGreaterThanOrEqual(76);
    expect(roles).toHaveLength(13);
    expect(textPairs.length).toBeGreaterThan(90);
  });

  it.each(themes)("every text pair reaches 4.5 in %s", (theme) => {
    expect(
      textPairs.map(([text, ground]) => measure(text, ground, theme)).filter(({ contrast }) => contrast < 4.5),
    ).toEqual([]);
  });

  it.each(themes)("every border, focus ring and icon reaches 3 in %s", (theme) => {
    expect(
      linePairs.map(([line, ground]) => measure(line, ground, theme)).filter(({ contrast }) => contrast < 3),
    ).toEqual([]);
  });
});

function measure(front: string | undefined, back: string | undefined, theme: keyof Pair) {
  const lights = [readToken(front, theme), readToken(back, theme)].map(luminance).toSorted((a, b) => b - a);
  const [brighter = 0, darker = 0] = lights;
  return { pair: `${front} on ${back}`, contrast: Math.floor(((brighter + 0.05) / (darker + 0.05)) * 100) / 100 };
}

function readToken(name: string | undefined, theme: keyof Pair): string {
  const pair = tokens.get(name ?? "");
  if (!pair) throw new Error(`tokens.css has no --${name}`);
  return pair[theme];
}

/** WCAG 2 relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
