import type { Command } from "@/bin/commands/command";
import { definitions } from "@/lib/config/definitions";
import { renderSettingsTable } from "@/lib/config/settings-table";

export const settings: Command = {
  summary: "lists every setting, its default and what it is",
  usage: "settings [--markdown]",
  files: [],
  options: {},
  switches: { markdown: "As the table of the README" },
  run: async ({ options, print }) => {
    const words = Object.entries(definitions).map(
      ([name, { about, standard }]) => `${name}${standard === "" ? "" : ` (default ${standard})`}\n  ${about}`,
    );
    print(definitions, options["markdown"] === undefined ? words.join("\n") : renderSettingsTable());
    return 0;
  },
};
