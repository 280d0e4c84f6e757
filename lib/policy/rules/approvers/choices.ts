import { type ApproverExpression, approverLimits, printApprovers } from "@/lib/policy/rules/approvers/expression";

/** One person is needed who fits one of these terms, as they are written, in order. */
export type Seat = readonly string[];

/**
 * One way to satisfy an expression: a different person on every seat. `apart` lists seats whose people are each in a
 * team, and no two of them in the same.
 */
export type Choice = { seats: readonly Seat[]; apart: readonly (readonly number[])[] };

/** How many choices `listChoices` would list, or a little more; more than it can are refused when written. */
export function countChoices(expression: ApproverExpression): number {
  switch (expression.kind) {
    case "any": {
      const pooled = expression.of.filter((member) => seatOf(member));
      const others = expression.of.filter((member) => !seatOf(member)).map(countChoices);
      const total = others.reduce((sum, count) => sum + count, pooled.length > 0 ? 1 : 0);
      let ways = 1;
      for (let drawn = 1; drawn <= expression.count; drawn++) ways = (ways * (total + drawn - 1)) / drawn;
      return Math.round(ways);
    }
    case "all":
      return expression.of.reduce((product, member) => product * countChoices(member), 1);
    case "distinct_teams":
      return countChoices(expression.of);
    default:
      return 1;
  }
}

/** The expression is satisfied exactly when one of these choices is. */
export function listChoices(expression: ApproverExpression): readonly Choice[] {
  if (countChoices(expression) > approverLimits.choices) return [];
  return list(expression);
}

function list(expression: ApproverExpression): readonly Choice[] {
  const seat = seatOf(expression);
  if (seat) return [{ seats: [seat], apart: [] }];
  switch (expression.kind) {
    case "any": {
      const pooled = expression.of.flatMap((member) => seatOf(member) ?? []);
      const others = expression.of.flatMap((member) => (seatOf(member) ? [] : list(member)));
      const pool = pooled.length > 0 ? [{ seats: [sortTerms(pooled)], apart: [] }] : [];
      return draw([...pool, ...others], expression.count);
    }
    case "all":
      return expression.of
        .map(list)
        .reduce<readonly Choice[]>(
          (before, member) => before.flatMap((left) => member.map((right) => join(left, right))),
          [{ seats: [], apart: [] }],
        );
    case "distinct_teams":
      return list(expression.of).map(({ seats, apart }) => ({ seats, apart: [...apart, seats.map((_, at) => at)] }));
    default:
      return [];
  }
}

/** What asks for one person and nothing else is one seat, however many terms it offers: most expressions need no list. */
function seatOf(expression: ApproverExpression): Seat | undefined {
  switch (expression.kind) {
    case "any": {
      const seats = expression.of.map(seatOf);
      if (expression.count !== 1 || seats.includes(undefined)) return undefined;
      return sortTerms(seats.flatMap((seat) => seat ?? []));
    }
    case "all":
      return expression.of.length === 1 && expression.of[0] ? seatOf(expression.of[0]) : undefined;
    case "distinct_teams":
      return undefined;
    default:
      return [printApprovers(expression)];
  }
}

function sortTerms(terms: readonly string[]): Seat {
  return [...new Set(terms)].toSorted();
}

/** Every way to take `count` of them, the same one several times included: each time with other people. */
function draw(from: readonly Choice[], count: number): readonly Choice[] {
  if (count === 0) return [{ seats: [], apart: [] }];
  return from.flatMap((first, at) => draw(from.slice(at), count - 1).map((rest) => join(first, rest)));
}

function join(left: Choice, right: Choice): Choice {
  const shift = left.seats.length;
  return {
    seats: [...left.seats, ...right.seats],
    apart: [...left.apart, ...right.apart.map((seats) => seats.map((seat) => seat + shift))],
  };
}
