/** What a command gets. `print` writes words, or with --json the value; a refusal is a thrown error. */
export type Invocation = {
  files: readonly string[];
  options: Readonly<Record<string, string | undefined>>;
  json: boolean;
  url: string;
  /** Where the person stands: file names are meant from there. */
  calledFrom: string;
  print: (value: unknown, words: string) => void;
};

export type Command = {
  summary: string;
  usage: string;
  /** Names of the files that must follow. */
  files: readonly string[];
  /** How many files may follow at most, where one way to use the command takes more. */
  mostFiles?: number;
  /** Options that take a value, with what they mean. */
  options: Readonly<Record<string, string>>;
  /** Switches without a value. */
  switches?: Readonly<Record<string, string>>;
  /** The exit code: 0 done, 1 refused or failed. */
  run: (invocation: Invocation) => Promise<number>;
};

/** Wrong use of the command line: exit 2, with the usage. */
export class UsageError extends Error {}
