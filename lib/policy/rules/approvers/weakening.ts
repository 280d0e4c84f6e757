import { type Choice, countChoices, listChoices } from "@/lib/policy/rules/approvers/choices";
import { type ApproverExpression, approverLimits, printApprovers } from "@/lib/policy/rules/approvers/expression";
import { canMatch } from "@/lib/policy/rules/approvers/matching";

/** How many assignments of groups are tried for two choices. Beyond that they are not shown to agree. */
const attempts = 500;

/**
 * Whether `after` may let people through who would not do for `before`. False is a proof, whoever is in which team or
 * role; what cannot be proved is weaker.
 */
export function isWeaker(before: ApproverExpression, after: ApproverExpression): boolean {
  if (printApprovers(before) === printApprovers(after)) return false;
  if (countChoices(before) > approverLimits.choices || countChoices(after) > approverLimits.choices) return true;
  const allowed = listChoices(before);
  return !listChoices(after).every((choice) => allowed.some((old) => new Comparison(old, choice).holds()));
}

/**
 * Whether people on the seats of one choice can always sit on those of another: every old seat goes to a new one of its
 * own that asks for no more than the old one does, and seats that keep teams apart go to seats that do.
 */
class Comparison {
  readonly #before: Choice;
  readonly #after: Choice;
  readonly #fitting: readonly (readonly number[])[];
  #attemptsLeft = attempts;

  constructor(before: Choice, after: Choice) {
    this.#before = before;
    this.#after = after;
    this.#fitting = before.seats.map((old) =>
      after.seats.flatMap((seat, at) => (seat.every((term) => old.includes(term)) ? at : [])),
    );
  }

  holds(): boolean {
    return this.#before.seats.length <= this.#after.seats.length && this.#keepApart(0, this.#fitting);
  }

  /** Gives each old group a new one that takes all its seats; every step leaves seats for everybody. */
  #keepApart(group: number, fitting: readonly (readonly number[])[]): boolean {
    if (this.#attemptsLeft-- <= 0 || !canMatch(fitting)) return false;
    const held = this.#before.apart[group];
    if (!held) return true;
    return this.#after.apart.some((seats) =>
      this.#keepApart(
        group + 1,
        fitting.map((places, old) => (held.includes(old) ? places.filter((place) => seats.includes(place)) : places)),
      ),
    );
  }
}
