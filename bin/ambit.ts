import { parseArgs, type ParseArgsConfig } from "node:util";
import { explainFailure } from "@/bin/boot/shutdown";
import { backup } from "@/bin/commands/backup";
import { type Command, UsageError } from "@/bin/commands/command";
import { doctor } from "@/bin/commands/doctor";
import { policy } from "@/bin/commands/policy";
import { resetPasskeys } from "@/bin/commands/reset-passkeys";
import { restore } from "@/bin/commands/restore";
import { settings } from "@/bin/commands/settings";
import { signInLink } from "@/bin/commands/sign-in-link";
import { findSimilar } from "@/lib/config/similar";
import { isAppError } from "@/lib/core/errors";

const commands: Readonly<Record<string, Command>> = {
  doctor,
  backup,
  restore,
  "sign-in-link": signInLink,
  "reset-passkeys": resetPasskeys,
  settings,
  policy,
};

/** Runs one command and answers its exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function main(args: readonly string[], calledFrom: string): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    console.log(describeAll());
    return 0;
  }
  const command = commands[name];
  try {
    if (!command) throw new UsageError(`There is no command ${name}. ${suggest(name)}`);
    return await runCommand(name, command, rest, calledFrom);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(
        `${error.message}\n${command ? `Usage: npx ambit ${command.usage}` : "npx ambit --help lists the commands."}`,
      );
      return 2;
    }
    console.error(isAppError(error) ? error.message : explainFailure(error));
    return 1;
  }
}

async function runCommand(
  name: string,
  command: Command,
  args: readonly string[],
  calledFrom: string,
): Promise<number> {
  const { values, positionals } = parse(command, args);
  if (values["help"]) {
    console.log(describe(name, command));
    return 0;
  }
  const { length: least } = command.files;
  if (positionals.length < least || positionals.length > (command.mostFiles ?? least)) {
    throw new UsageError(
      command.files.length === 0 ? `${name} takes no file.` : `${name} needs ${command.files.join(" ")}.`,
    );
  }
  const json = values["json"] === true;
  const options = Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : value ? [[key, ""]] : [],
    ),
  );
  return command.run({
    files: positionals,
    options,
    json,
    url: options["url"] ?? process.env["AMBIT_URL"] ?? "http://localhost:3000",
    calledFrom,
    print: (value, words) => console.log(json ? JSON.stringify(value, null, 2) : words),
  });
}

type Parsed = { values: Readonly<Record<string, string | boolean | undefined>>; positionals: string[] };

function parse(command: Command, args: readonly string[]): Parsed {
  const taking = Object.keys(command.options).map((name) => [name, { type: "string" as const }]);
  const switches = [...Object.keys(command.switches ?? {}), "json", "help"].map((name) => [
    name,
    { type: "boolean" as const },
  ]);
  try {
    const options: ParseArgsConfig["options"] = Object.fromEntries([
      ...taking,
      ["url", { type: "string" as const }],
      ...switches,
    ]);
    return parseArgs({ args: [...args], allowPositionals: true, strict: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function describeAll(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length)) + 2;
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`);
  return [
    "npx ambit <command>",
    "",
    ...lines,
    "",
    "Every command knows --help, --json and --url.",
    "Exit 0: done. 1: refused or failed, and why. 2: wrong usage.",
  ].join("\n");
}

function describe(name: string, { summary, usage, options, switches = {} }: Command): string {
  const lines = Object.entries({ ...options, ...switches }).map(
    ([option, words]) => `  --${option.padEnd(18)}${words}`,
  );
  return [
    `npx ambit ${usage}`,
    "",
    `${name}: ${summary}`,
    "",
    ...lines,
    "  --json              The result as JSON",
    "  --help              This text",
  ].join("\n");
}

function suggest(name: string): string {
  const similar = findSimilar(name, Object.keys(commands));
  return similar === undefined ? "" : `Did you mean ${similar}?`;
}
