import { definitions } from "@/lib/config/definitions";

/** The table of the README; a test compares the two. */
export function renderSettingsTable(): string {
  const rows = Object.entries(definitions).map(
    ([name, { about, standard }]) => `| \`${name}\` | ${standard === "" ? "" : `\`${standard}\``} | ${about} |`,
  );
  return ["| Setting | Default | What it is |", "|---|---|---|", ...rows].join("\n");
}
