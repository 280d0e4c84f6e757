import { listChoices } from "@/lib/policy/rules/approvers/choices";
import {
  type ApproverExpression,
  type ApproverTerm,
  approverTerms,
  printApprovers,
} from "@/lib/policy/rules/approvers/expression";
import { canSeat } from "@/lib/policy/rules/approvers/seating";

/** Who is who at one moment, by id. Only people who can decide at all belong into it. */
export type ApproverDirectory = {
  owner?: string | undefined;
  deputy?: string | undefined;
  /** By slug. `distinct_teams` compares what stands here, so all teams belong into it where that is used. */
  teams: Readonly<Record<string, readonly string[]>>;
  roles: Readonly<Record<string, readonly string[]>>;
  /** Who is on call, by the slug of the team. */
  oncall: Readonly<Record<string, readonly string[]>>;
  /** Who may stand behind `person:`. Without it, every id. */
  people?: readonly string[] | undefined;
};

/** The people who fit each term of an expression, as it is written, and the teams they are in. */
export type Pool = { fitting: ReadonlyMap<string, readonly string[]>; teamsOf: (person: string) => readonly string[] };

export function poolFor(
  expression: ApproverExpression,
  directory: ApproverDirectory,
  mayCount: (person: string) => boolean,
): Pool {
  const fitting = new Map<string, readonly string[]>();
  for (const term of approverTerms(expression))
    fitting.set(printApprovers(term), [...new Set(peopleOf(term, directory))].filter(mayCount));
  return { fitting, teamsOf: readTeams(directory) };
}

export function peopleOf(term: ApproverTerm, directory: ApproverDirectory): readonly string[] {
  switch (term.kind) {
    case "owner":
    case "deputy":
      return directory[term.kind] === undefined ? [] : [directory[term.kind] ?? ""];
    case "team":
      return look(directory.teams, term.team);
    case "oncall":
      return look(directory.oncall, term.team);
    case "role":
      return look(directory.roles, term.role);
    case "person":
      // An address is replaced by an id before anybody decides; one that was not is nobody.
      if (term.person.includes("@")) return [];
      return directory.people && !directory.people.includes(term.person) ? [] : [term.person];
  }
}

/** A team may be called `constructor`. */
function look(lists: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  return Object.hasOwn(lists, name) ? (lists[name] ?? []) : [];
}

function readTeams(directory: ApproverDirectory): Pool["teamsOf"] {
  let teams: Map<string, string[]> | undefined;
  return (person) => {
    teams ??= invert(directory.teams);
    return teams.get(person) ?? [];
  };
}

function invert(lists: Readonly<Record<string, readonly string[]>>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [team, people] of Object.entries(lists))
    for (const person of new Set(people)) {
      const teams = found.get(person);
      if (teams) teams.push(team);
      else found.set(person, [team]);
    }
  return found;
}

/** Whether these people are enough, each of them for one seat. */
export function isEnough(expression: ApproverExpression, pool: Pool): boolean {
  return listChoices(expression).some(({ seats, apart }) =>
    canSeat({ candidates: seats.map((seat) => whoFits(seat, pool)), apart, teamsOf: pool.teamsOf }),
  );
}

export function whoFits(terms: readonly string[], { fitting }: Pool): readonly string[] {
  return [...new Set(terms.flatMap((term) => fitting.get(term) ?? []))];
}

/**
 * Whether any people at all could satisfy it. The best there can be: everybody it names is somebody else, teams and
 * duties and roles have as many people as are asked for, and whoever is not named by a team is in one of their own.
 */
export function couldEverBeSatisfied(expression: ApproverExpression): boolean {
  const most = Math.max(0, ...listChoices(expression).map(({ seats }) => seats.length));
  const fitting = new Map<string, readonly string[]>();
  const teams = new Map<string, readonly string[]>();
  for (const term of approverTerms(expression)) {
    const written = printApprovers(term);
    const single = term.kind === "owner" || term.kind === "deputy" || term.kind === "person";
    const people = Array.from({ length: single ? 1 : most }, (_, at) => `${written} ${at}`);
    fitting.set(written, people);
    for (const person of people) teams.set(person, [term.kind === "team" ? written : `team of ${person}`]);
  }
  return isEnough(expression, { fitting, teamsOf: (person) => teams.get(person) ?? [] });
}
