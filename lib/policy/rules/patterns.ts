import { isCanonicalText } from "@/lib/policy/rules/cel/values";

/** Runs of characters with gaps between: `a*b` is `["a", "b"]`. One piece is a text without a star. */
type Glob = readonly string[];

export type ActionPattern = {
  readonly text: string;
  /** Undefined: a lone `*`, which is everything. */
  readonly segments: readonly Glob[] | undefined;
  /** A last `**`: any number of segments may follow, none included. */
  readonly open: boolean;
};
export type ResourcePattern = { readonly text: string; readonly type: ActionPattern | undefined; readonly id: Glob };

export class PatternFault extends Error {}

const maxLength = 512;

/** `stripe.refunds.*`, `crm.**`, `*`. Throws a PatternFault that says what is wrong. */
export function parseActionPattern(text: string): ActionPattern {
  checkPatternText(text);
  if (text === "*") return { text, segments: undefined, open: true };
  const parts = text.split(".");
  const open = parts.at(-1) === "**";
  const segments = (open ? parts.slice(0, -1) : parts).map((part) => {
    if (part === "") throw new PatternFault("A part between dots is empty.");
    if (/(?<!\\)(?:\\\\)*\*\*/.test(part)) throw new PatternFault("** stands only at the end, as a part of its own.");
    return parseGlob(part);
  });
  return { text, segments, open };
}

/** `stripe_account/acct_*`: the type as an action, then the id, in which `*` runs over dots and slashes too. */
export function parseResourcePattern(text: string): ResourcePattern {
  checkPatternText(text);
  if (text === "*") return { text, type: undefined, id: ["", ""] };
  const slash = text.indexOf("/");
  if (slash < 1) throw new PatternFault("A resource is a type and an id, as in account/*, or * for every resource.");
  return { text, type: parseActionPattern(text.slice(0, slash)), id: parseGlob(text.slice(slash + 1)) };
}

function checkPatternText(text: string): void {
  if (text === "") throw new PatternFault("A pattern cannot be empty.");
  if (text.length > maxLength) throw new PatternFault(`A pattern has at most ${maxLength} characters.`);
  if (!isCanonicalText(text)) {
    throw new PatternFault("A pattern cannot hold hidden characters or text that is not in its composed form (NFC).");
  }
}

/** A backslash that stood for itself would make `C:\*` mean a star and match nothing, so it must be written twice. */
function parseGlob(text: string): Glob {
  const pieces: string[] = [];
  let piece = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\") {
      const next = text.charAt(++at);
      if (next !== "*" && next !== "\\") throw new PatternFault("Write \\* for a star and \\\\ for a backslash.");
      piece += next;
    } else if (sign === "*") {
      pieces.push(piece);
      piece = "";
    } else piece += sign;
  }
  return [...pieces, piece];
}

export function matchesAction(pattern: ActionPattern, action: string): boolean {
  const { segments, open } = pattern;
  if (!segments) return true;
  const parts = action.split(".");
  if (open ? parts.length < segments.length : parts.length !== segments.length) return false;
  return segments.every((glob, at) => matchesGlob(glob, parts[at] ?? ""));
}

export function matchesResource(pattern: ResourcePattern, type: string, id: string): boolean {
  return pattern.type === undefined || (matchesAction(pattern.type, type) && matchesGlob(pattern.id, id));
}

/** Each piece is looked for once, from where the one before it ended: linear in the text but for the search itself. */
function matchesGlob(glob: Glob, text: string): boolean {
  const first = glob[0] ?? "";
  if (glob.length === 1) return text === first;
  const last = glob.at(-1) ?? "";
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const piece of glob.slice(1, -1)) {
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}

/** The action a pattern without a star names, or undefined. */
export function literalAction({ segments, open }: ActionPattern): string | undefined {
  if (!segments || open || segments.some(({ length }) => length > 1)) return undefined;
  return segments.map(([piece]) => piece ?? "").join(".");
}

/** The first part of every action the pattern matches, or undefined where it is not one. */
export function firstSegment({ segments }: ActionPattern): string | undefined {
  const first = segments?.[0];
  return first?.length === 1 ? first[0] : undefined;
}

/** Whether some action matches both. Exact: what one pattern leaves open the other may fill. */
export function actionsOverlap(left: ActionPattern, right: ActionPattern): boolean {
  if (!left.segments || !right.segments) return true;
  const shared = Math.min(left.segments.length, right.segments.length);
  if (left.segments.length > shared && !right.open) return false;
  if (right.segments.length > shared && !left.open) return false;
  return left.segments.slice(0, shared).every((glob, at) => globsOverlap(glob, right.segments?.[at] ?? [""]));
}

/** Whether every action that matches `inner` matches `outer`. */
export function coversAction(outer: ActionPattern, inner: ActionPattern): boolean {
  if (!outer.segments) return true;
  if (!inner.segments) return outer.segments.length === 0 && outer.open;
  if (inner.segments.length < outer.segments.length) return false;
  if (!outer.open && (inner.open || inner.segments.length !== outer.segments.length)) return false;
  return outer.segments.every((glob, at) => coversGlob(glob, inner.segments?.[at] ?? [""]));
}

export function coversResource(outer: ResourcePattern, inner: ResourcePattern): boolean {
  if (!outer.type) return true;
  return inner.type !== undefined && coversAction(outer.type, inner.type) && coversGlob(outer.id, inner.id);
}

type Sign = string | undefined;

/** A glob as single signs, a gap being undefined. */
function signsOf(glob: Glob): Sign[] {
  return glob.flatMap((piece, at) => (at === 0 ? Array.from(piece) : [undefined, ...Array.from(piece)]));
}

/** Whether some text matches both: a gap of either ends, or takes in what the other has next. */
function globsOverlap(left: Glob, right: Glob): boolean {
  if (left.length === 1) return matchesGlob(right, left[0] ?? "");
  if (right.length === 1) return matchesGlob(left, right[0] ?? "");
  if (isTangled(left, right)) return true;
  return walk(left, right, (ours, theirs) => ours === undefined || theirs === undefined);
}

/** Whether every text of the inner one matches the outer: here only the outer one's gaps take anything in. */
function coversGlob(outer: Glob, inner: Glob): boolean {
  if (inner.length === 1) return matchesGlob(outer, inner[0] ?? "");
  if (isTangled(outer, inner)) return false;
  return walk(outer, inner, (ours) => ours === undefined);
}

/** Two with dozens of stars are not compared: what they say of each other is only a finding, and takes long. */
function isTangled(left: Glob, right: Glob): boolean {
  return left.length + right.length > 12 || left.join("").length * right.join("").length > 10_000;
}

/** Fills the table of prefixes row by row: after the last sign of both, whether the two have come to their ends together. */
function walk(left: Glob, right: Glob, gives: (ours: Sign, theirs: Sign) => boolean): boolean {
  const ours = signsOf(left);
  let row = [true];
  for (const [at, sign] of ours.entries()) row.push((row[at] ?? false) && sign === undefined);
  for (const theirs of signsOf(right)) {
    const next = [(row[0] ?? false) && theirs === undefined && gives("", theirs)];
    for (const [at, sign] of ours.entries()) {
      const moves = gives(sign, theirs)
        ? (next[at] ?? false) || (row[at + 1] ?? false)
        : sign === theirs && (row[at] ?? false);
      next.push(moves);
    }
    row = next;
  }
  return row[ours.length] ?? false;
}
