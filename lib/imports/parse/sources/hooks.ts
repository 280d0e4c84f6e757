import { judgeHook } from "@/lib/imports/findings/hooks";
import { type JsonNode, itemsOf, membersOf, memberOf, type StringNode, textOf } from "@/lib/imports/parse/json/node";
import { readName, type Reading } from "@/lib/imports/parse/reading";
import { readArguments } from "@/lib/imports/parse/secrets/arguments";
import { keepAddressSecrets, removed } from "@/lib/imports/parse/secrets/suspicion";
import { splitWords } from "@/lib/imports/parse/secrets/words";
import { type Exposed, readSealed } from "@/lib/imports/parse/sources/mcp-servers";

/** What runs when something happens, without its secrets. */
export type HookFacts = {
  event: string;
  matcher: string;
  line: number;
  /** The command, or the address that is called. */
  text: string;
  calls: "command" | "address";
  /** Its words, for finding the hosts they name. */
  words: string[];
  holdsSecret: boolean;
  exposedHeaders: Exposed[];
};

const deepest = 4;

/** Every command and address under `hooks`, whatever lies between it and its event. */
export function readHooks(reading: Reading, node: JsonNode | undefined, on: boolean): void {
  for (const { name, value, line } of membersOf(node)) {
    const event = readName({ ...reading, findings: [] }, name, line, "");
    readUnder(reading, value, { event, matcher: "", on }, 0);
  }
}

type Where = { event: string; matcher: string; on: boolean };

function readUnder(reading: Reading, node: JsonNode, where: Where, depth: number): void {
  if (depth > deepest) return;
  for (const item of itemsOf(node)) readUnder(reading, item, where, depth + 1);
  if (node.kind !== "object") return;
  const matcher = memberOf(node, "matcher");
  const raw = textOf(matcher);
  const inner =
    raw === undefined ? where : { ...where, matcher: readName({ ...reading, findings: [] }, raw, node.line, "") };
  const command = memberOf(node, "command");
  const url = memberOf(node, "url");
  if (command?.kind === "string" && command.value.trim() !== "") readCommand(reading, command, inner);
  else if (url?.kind === "string" && url.value.trim() !== "") readAddress(reading, url, node, inner);
  for (const { value } of membersOf(node)) {
    if (value.kind === "array") readUnder(reading, value, inner, depth + 1);
  }
}

const longest = 8000;

function readCommand(reading: Reading, node: StringNode, { on, ...where }: Where): void {
  const { vault } = reading;
  const given = node.value.slice(0, longest);
  keepAddressSecrets(vault, given);
  const read = readArguments(
    vault,
    splitWords(given).map((value) => ({ value, line: node.line })),
  );
  const words = read.args;
  const text = vault.clean(words.join(" "));
  const holdsSecret = read.secretLines.length > 0 || (text.includes(removed) && !given.includes(removed));
  const facts: HookFacts = {
    ...where,
    line: node.line,
    text,
    calls: "command",
    words,
    holdsSecret,
    exposedHeaders: [],
  };
  judgeHook(reading, facts, on);
}

function readAddress(reading: Reading, node: StringNode, hook: JsonNode, { on, ...where }: Where): void {
  const given = node.value.slice(0, longest);
  keepAddressSecrets(reading.vault, given);
  const headers = readSealed(reading, memberOf(hook, "headers"), "headers");
  const text = reading.vault.clean(given);
  const holdsSecret = text.includes(removed) && !given.includes(removed);
  const { exposed: exposedHeaders } = headers;
  const facts: HookFacts = {
    ...where,
    line: node.line,
    text,
    calls: "address",
    words: [text],
    holdsSecret,
    exposedHeaders,
  };
  judgeHook(reading, facts, on);
}
