import type { DraftAgent, Place } from "@/lib/imports/rules";
import { describeHidden, locateHidden } from "@/lib/imports/findings/hidden";
import { type FrontMatter, type FrontMatterEntry, readFrontMatter } from "@/lib/imports/parse/front-matter";
import { baseName } from "@/lib/imports/parse/paths";
import { fault, raise, readName, readProse, type Reading } from "@/lib/imports/parse/reading";
import { splitAtCommas } from "@/lib/imports/parse/sources/csv-agents";
import { beginAgent, unique } from "@/lib/imports/parse/sources/draft-agent";
import { readServerName } from "@/lib/imports/parse/sources/permissions";

/** What `AGENTS.md` or `CLAUDE.md` gives: what the agent is for, in its first sentences. */
export type NotesRecord = { path: string; purpose: string; origin: Place };

export function readNotes(reading: Reading): NotesRecord {
  reportHidden(reading, reading.text, 1);
  const body = readFrontMatter(reading.text)?.body ?? reading.text;
  return { path: reading.path, purpose: firstParagraph(reading, body), origin: { path: reading.path, line: 1 } };
}

/** Instructions are not kept, but what is hidden in them reaches the model. */
function reportHidden(reading: Reading, text: string, firstLine: number): void {
  const hidden = describeHidden(text);
  if (hidden === undefined) return;
  const line = firstLine + text.slice(0, locateHidden(text)).split("\n").length - 1;
  raise(
    reading,
    "hidden_characters",
    line,
    `The instructions hold ${hidden}. A person does not see them; a model reads them.`,
  );
}

/** Text only: no heading, list, code, picture or comment. */
function firstParagraph(reading: Reading, body: string): string {
  const paragraphs = body.slice(0, 20_000).split(/\r?\n[ \t]*\r?\n/);
  const first = paragraphs
    .map((paragraph) => paragraph.replace(/^(?:\s*#{1,6}[^\n]*\n?)+/, "").trim())
    .find((paragraph) => paragraph !== "" && !/^(?:#|[-*+>|]\s|\d+\.\s|```|~~~|<|!\[|@)/.test(paragraph));
  if (first === undefined) return "";
  return reading.vault
    .clean(first.replaceAll(/\s+/g, " ").replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "\uFFFD"))
    .slice(0, 500)
    .trim();
}

/** `.claude/agents/*.md`. */
export function readSubAgent(reading: Reading, key: string): DraftAgent {
  const matter = readFrontMatter(reading.text);
  if (!matter) fault(reading, 1, "the file has no front matter", "Its name was taken from the file.");
  for (const { line, words } of matter?.faults ?? []) fault(reading, line, words);
  const stem = baseName(reading.path).replace(/\.md$/i, "");
  const { text: given, line } = scalarOf(matter, "name");
  const name = readName(reading, given === "" ? stem : given, line, "The agent's name") || "Sub-agent";
  const agent = beginAgent(key, name, "endpoint_coding", { path: reading.path, line: 1 });
  const description = scalarOf(matter, "description");
  agent.purpose = readProse(reading, description.text, description.line, "The description");
  agent.model_providers = ["Anthropic"];
  agent.tools = readTools(reading, matter);
  reportHidden(reading, matter?.body ?? reading.text, matter?.bodyLine ?? 1);
  return agent;
}

function find(matter: FrontMatter | undefined, name: string): FrontMatterEntry | undefined {
  return matter?.entries.find((entry) => entry.name === name);
}

function scalarOf(matter: FrontMatter | undefined, name: string): { text: string; line: number } {
  const entry = find(matter, name);
  const value = entry?.value ?? "";
  return { text: typeof value === "string" ? value : value.join(", "), line: entry?.line ?? 1 };
}

/** `tools` lists what the agent has, `disallowedTools` what it has not. */
function readTools(reading: Reading, matter: FrontMatter | undefined): DraftAgent["tools"] {
  const read = (list: string, effect: "prohibit" | null): DraftAgent["tools"] => {
    const entry = find(matter, list);
    if (!entry) return [];
    const names = typeof entry.value === "string" ? splitAtCommas(entry.value) : entry.value;
    const clean = names.map((name) => readName(reading, name, entry.line, "A tool's name"));
    const origin = { path: reading.path, line: entry.line };
    return unique(clean).map((name) => ({ name, ...readServerName(name), effect, hard: false, origin }));
  };
  const prohibited = read("disallowedTools", "prohibit");
  const named = new Set(prohibited.map(({ name }) => name));
  return [...read("tools", null).filter(({ name }) => !named.has(name)), ...prohibited];
}
