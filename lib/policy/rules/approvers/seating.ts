import { canMatch } from "@/lib/policy/rules/approvers/matching";

/** Who may sit where: for each seat the people who fit it, and the seats whose people must not share a team. */
export type Seating = {
  candidates: readonly (readonly string[])[];
  apart: readonly (readonly number[])[];
  teamsOf: (person: string) => readonly string[];
};

/**
 * How many steps the search for people who share no team may take. Teams that overlap so much that it takes more are
 * taken as not satisfying: an unknown is never a yes.
 */
const steps = 20_000;

/** Whether a different person can sit on every seat. Exact: what one seat takes is given back when another needs it. */
export function canSeat({ candidates, apart, teamsOf }: Seating): boolean {
  const held = new Set(apart.flat());
  const people = candidates.map((fitting, seat) =>
    held.has(seat) ? fitting.filter((person) => teamsOf(person).length > 0) : fitting,
  );
  // Without regard to teams it is quickly told, and what fails here would fail after every search.
  return canMatch(people) && (held.size === 0 || new Search(people, apart, teamsOf).run());
}

/** People who fit the same seats and are in the same teams: each stands for every other. */
type Kind = { people: string[]; teams: readonly string[]; seats: ReadonlySet<number>; used: number };

/** Puts kinds of people on seats, those first that the fewest fit. */
class Search {
  readonly #seats: readonly number[];
  readonly #marks: readonly string[];
  readonly #kinds: readonly Kind[];
  readonly #groups: readonly { seats: ReadonlySet<number>; taken: Set<string>; teams: number; left: number }[];
  #stepsLeft = steps;

  constructor(
    people: readonly (readonly string[])[],
    apart: readonly (readonly number[])[],
    teamsOf: Seating["teamsOf"],
  ) {
    // Those in fewer teams come first: they are in the way of fewer others.
    this.#kinds = sortIntoKinds(people, teamsOf).toSorted((a, b) => a.teams.length - b.teams.length);
    this.#groups = apart.map((seats) => ({
      seats: new Set(seats),
      taken: new Set(),
      teams: new Set(seats.flatMap((seat) => people[seat] ?? []).flatMap(teamsOf)).size,
      left: seats.length,
    }));
    this.#marks = people.map((_, seat) => this.#writeMarks(seat));
    // A seat that keeps no teams apart and that as many fit as there are seats is always filled last.
    const held = new Set(apart.flat());
    const hard = [...people.keys()].filter((seat) => held.has(seat) || (people[seat]?.length ?? 0) < people.length);
    // Seats that nothing tells apart stand beside each other.
    this.#seats = hard.toSorted(
      (a, b) =>
        (people[a]?.length ?? 0) - (people[b]?.length ?? 0) || compareText(this.#marks[a] ?? "", this.#marks[b] ?? ""),
    );
  }

  run(): boolean {
    return this.#groups.every(hasTeams) && this.#fill(0, 0);
  }

  /** Seats that are alike are filled in one order only: with kinds from `from` on. */
  #fill(at: number, from: number): boolean {
    const seat = this.#seats[at];
    if (seat === undefined) return true;
    const next = this.#seats[at + 1];
    const alike = next !== undefined && this.#marks[seat] === this.#marks[next];
    return this.#kinds.some((kind, index) => {
      if (index < from || !kind.seats.has(seat) || kind.used >= kind.people.length) return false;
      return this.#stepsLeft-- > 0 && this.#tryKind(kind, seat, () => this.#fill(at + 1, alike ? index : 0));
    });
  }

  #tryKind(kind: Kind, seat: number, goOn: () => boolean): boolean {
    const groups = this.#groups.filter((group) => group.seats.has(seat));
    if (groups.some(({ taken }) => kind.teams.some((team) => taken.has(team)))) return false;
    for (const group of groups) {
      for (const team of kind.teams) group.taken.add(team);
      group.left--;
    }
    kind.used++;
    const found = groups.every(hasTeams) && goOn();
    kind.used--;
    for (const group of groups) {
      for (const team of kind.teams) group.taken.delete(team);
      group.left++;
    }
    return found;
  }

  /** Who fits the seat, and whom it has to keep apart from. */
  #writeMarks(seat: number): string {
    const kinds = this.#kinds.flatMap((kind, index) => (kind.seats.has(seat) ? index : []));
    const groups = this.#groups.flatMap((group, index) => (group.seats.has(seat) ? index : []));
    return `${kinds.join(" ")}|${groups.join(" ")}`;
  }
}

/** Everybody on a seat takes up at least one team. */
function hasTeams(group: { taken: ReadonlySet<string>; teams: number; left: number }): boolean {
  return group.teams - group.taken.size >= group.left;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sortIntoKinds(people: readonly (readonly string[])[], teamsOf: Seating["teamsOf"]): Kind[] {
  const seatsOf = new Map<string, number[]>();
  for (const [seat, fitting] of people.entries())
    for (const person of fitting) {
      const seats = seatsOf.get(person);
      if (seats) seats.push(seat);
      else seatsOf.set(person, [seat]);
    }
  const kinds = new Map<string, Kind>();
  for (const [person, seats] of seatsOf) {
    const teams = teamsOf(person);
    const mark = `${seats.join(" ")}|${teams.join(" ")}`;
    const kind = kinds.get(mark);
    if (kind) kind.people.push(person);
    else kinds.set(mark, { people: [person], teams, seats: new Set(seats), used: 0 });
  }
  return [...kinds.values()];
}
