import { idPattern } from "@/lib/core/ids";
import { roles } from "@/lib/core/viewer";
import { countChoices, listChoices } from "@/lib/policy/rules/approvers/choices";
import { couldEverBeSatisfied } from "@/lib/policy/rules/approvers/deciding";
import { type ApproverExpression, approverLimits, type ApproverTerm } from "@/lib/policy/rules/approvers/expression";

/** `offset` counts what JavaScript calls characters, from 0; `column` code points, from 1, as `line`. */
export type ApproverFault = { offset: number; line: number; column: number; detail: string };
export type ParsedApprovers =
  | { ok: true; expression: ApproverExpression }
  | { ok: false; faults: readonly ApproverFault[] };

/** All that is wrong with what names say; of what cannot be read at all, the first. */
export function parseApprovers(text: string): ParsedApprovers {
  const parser = new Parser(text);
  let expression: ApproverExpression | undefined;
  try {
    expression = parser.parseAll();
  } catch (stop) {
    if (!(stop instanceof Unreadable)) throw stop;
  }
  const { faults } = parser;
  return expression && faults.length === 0 ? { ok: true, expression } : { ok: false, faults };
}

/** Thrown when nothing after this place can be understood; the fault is noted already. */
class Unreadable extends Error {}

const space = /[ \t\r\n]*/y;
const word = /[^ \t\r\n(),]+/y;
const keywords: readonly string[] = ["any", "all", "of", "owner", "deputy", "distinct_teams"];
const slug = /^[a-z0-9][a-z0-9-]{1,62}$/;
const email = /^[^\s\p{C}(),@]{1,64}@[^\s\p{C}(),@]{1,189}$/u;
const personId = idPattern("person");

class Parser {
  readonly faults: ApproverFault[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parseAll(): ApproverExpression {
    if (this.#text.length > approverLimits.length)
      throw this.#stop(`This is longer than ${approverLimits.length} characters.`, approverLimits.length);
    const expression = this.#parseExpression(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#stop("The expression has ended before this.");
    return expression;
  }

  #parseExpression(depth: number): ApproverExpression {
    this.#skipSpace();
    const from = this.#at;
    const first = this.#readWord();
    if (first === undefined)
      throw this.#stop("Somebody is missing here, such as `owner`, `team:payments` or `any 1 of (…)`.");
    if (!["any", "all", "distinct_teams"].includes(first)) return this.#readTerm(first, from);
    if (depth >= approverLimits.depth) throw this.#stop(`This is nested deeper than ${approverLimits.depth}.`, from);
    const expression = this.#parseCompound(first, depth);
    if (this.faults.length === 0) this.#checkCompound(expression, from);
    return expression;
  }

  #parseCompound(first: string, depth: number): ApproverExpression {
    if (first === "distinct_teams") {
      this.#expect("(", "after `distinct_teams`");
      const of = this.#parseExpression(depth + 1);
      this.#expect(")", "here: `distinct_teams` holds one expression");
      return { kind: "distinct_teams", of };
    }
    const count = first === "any" ? this.#readCount() : 0;
    this.#skipSpace();
    const from = this.#at;
    if (this.#readWord() !== "of") throw this.#stop("`of` belongs here.", from);
    const of = this.#parseList(depth);
    return first === "any" ? { kind: "any", count, of } : { kind: "all", of };
  }

  #readCount(): number {
    this.#skipSpace();
    const from = this.#at;
    const written = this.#readWord() ?? "";
    if (!/^\d+$/.test(written)) throw this.#stop("How many are needed belongs here, such as `any 1 of (…)`.", from);
    const count = Number(written);
    if (count === 0 || written.startsWith("0")) this.#note("At least 1 is needed, without zeros before it.", from);
    else if (count > approverLimits.people) this.#note(`At most ${approverLimits.people} can be needed.`, from);
    return count;
  }

  #parseList(depth: number): readonly ApproverExpression[] {
    this.#expect("(", "after `of`");
    this.#skipSpace();
    if (this.#text[this.#at] === ")") throw this.#stop("The list is empty.");
    const of: ApproverExpression[] = [];
    do of.push(this.#parseExpression(depth + 1));
    while (this.#take(","));
    this.#expect(")", "or a comma here");
    return of;
  }

  #readTerm(written: string, from: number): ApproverTerm {
    if (written === "owner" || written === "deputy") return { kind: written };
    const colon = written.indexOf(":");
    const kind = written.slice(0, Math.max(colon, 0));
    const name = written.slice(colon + 1);
    if (/^(?:team|oncall|role|person):$/.test(written)) throw this.#stop(`A name belongs right after \`${written}\`.`);
    switch (kind) {
      case "team":
      case "oncall":
        if (!slug.test(name))
          this.#note(`After \`${kind}:\` stands a team as in its address, such as \`payments\`.`, from);
        return { kind, team: name };
      case "role": {
        const role = roles.find((known) => known === name);
        if (!role) this.#note(`After \`role:\` stands one of ${roles.join(", ")}.`, from);
        return { kind, role: role ?? "member" };
      }
      case "person":
        if (!personId.test(name) && !email.test(name))
          this.#note("After `person:` stands the id of a person or an e-mail address.", from);
        return { kind, person: name };
    }
    throw this.#stop(this.#explainUnknown(written), from);
  }

  #explainUnknown(written: string): string {
    const meant = written.toLowerCase();
    if (meant !== written && (keywords.includes(meant) || /^(?:team|oncall|role|person):/.test(meant)))
      return `${quote(written)} is not known. Write ${quote(meant)} in lower case.`;
    return `${quote(written)} is not known. Write owner, deputy, team:…, role:…, person:… or oncall:….`;
  }

  /** What can be read may still ask for what cannot be. The parts have been checked before the whole. */
  #checkCompound(expression: ApproverExpression, from: number): void {
    if (countChoices(expression) > approverLimits.choices)
      return this.#note("This leaves too many ways to choose the people. Write fewer lists into each other.", from);
    const choices = listChoices(expression);
    const most = Math.max(...choices.map(({ seats }) => seats.length));
    if (most > approverLimits.people)
      return this.#note(`This asks for up to ${most} people; ${approverLimits.people} are the most.`, from);
    if (expression.kind === "distinct_teams" && most < 2)
      return this.#note("`distinct_teams` compares people, and what stands in it asks for one.", from);
    if (couldEverBeSatisfied(expression)) return;
    this.#note(
      expression.kind === "distinct_teams"
        ? "Nobody could satisfy this: it needs people of one team who are of different teams."
        : "Nobody could satisfy this: it needs more different people than it names.",
      from,
    );
  }

  #readWord(): string | undefined {
    word.lastIndex = this.#at;
    const match = word.exec(this.#text);
    if (match) this.#at = word.lastIndex;
    return match?.[0];
  }

  #skipSpace(): void {
    space.lastIndex = this.#at;
    space.exec(this.#text);
    this.#at = space.lastIndex;
  }

  #take(mark: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #expect(mark: string, where: string): void {
    if (!this.#take(mark)) throw this.#stop(`\`${mark}\` belongs ${where}.`);
  }

  #note(detail: string, at: number): void {
    const lines = this.#text.slice(0, at).split(/\r\n|\n|\r/);
    const column = Array.from(lines.at(-1) ?? "").length + 1;
    this.faults.push({ offset: at, line: lines.length, column, detail });
  }

  #stop(detail: string, at = this.#at): Unreadable {
    this.#note(detail, at);
    return new Unreadable();
  }
}

/** What was written, short and without anything that cannot be seen. */
function quote(written: string): string {
  const shown = Array.from(written, (character) =>
    /[\p{C}\p{Z}]/u.test(character) ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}` : character,
  );
  return `\`${shown.slice(0, 40).join("")}${shown.length > 40 ? "…" : ""}\``;
}
