import { type Finding, type FindingId, importLimits, type SourceFault } from "@/lib/imports/rules";
import { describeHidden } from "@/lib/imports/findings/hidden";
import { makeFinding } from "@/lib/imports/findings/finding";
import type { Vault } from "@/lib/imports/parse/secrets/vault";

/** One file while it is read. */
export type Reading = {
  path: string;
  text: string;
  now: Date;
  vault: Vault;
  findings: Finding[];
  faults: SourceFault[];
};

/** One line of output per mistake, and never a piece of the text itself: it may be a secret. */
export function fault(reading: Reading, line: number | null, words: string, rest = "The rest was read."): void {
  const { path, faults } = reading;
  const where = line === null ? `\`${path}\`` : `\`${path}\` line ${line}`;
  if (faults.length < importLimits.faultsPerFile) faults.push({ path, line, message: `${where}: ${words}. ${rest}` });
}

export function raise(reading: Reading, id: FindingId, line: number, detail: string, agent?: string): void {
  reading.findings.push(makeFinding(id, { path: reading.path, line }, reading.vault.clean(detail), agent));
}

const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** Text of a file as it may be kept: no credentials, no control characters. What is hidden in it is a finding. */
export function readProse(reading: Reading, raw: string, line: number, what: string): string {
  // Cleaned before it is cut, or the cut could leave half a credential that no pattern knows.
  const generous = raw.slice(0, importLimits.purposeLength * 4);
  const hidden = describeHidden(generous);
  if (hidden)
    raise(
      reading,
      "hidden_characters",
      line,
      `${what} holds ${hidden}. A person does not see them; a model reads them.`,
    );
  const clean = reading.vault.clean(generous).replaceAll(control, "\uFFFD").trim();
  return cut(clean, importLimits.purposeLength);
}

export function readName(reading: Reading, raw: string, line: number, what: string): string {
  const prose = readProse(reading, raw, line, what).replaceAll(/\s+/g, " ");
  if (prose.length <= importLimits.nameLength) return prose;
  const told = `${what} has ${raw.length.toLocaleString("en")} characters. The first ${importLimits.nameLength} were kept.`;
  raise(reading, "name_too_long", line, told);
  return cut(prose, importLimits.nameLength);
}

/** Never in the middle of a surrogate pair. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();
}
