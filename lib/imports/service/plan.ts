import "server-only";
import type { Ctx } from "@/lib/access/context";
import { mayHoldBoth, writeSkeleton } from "@/lib/agents/rules";
import { explainSlugs, findImportTargets, findOwners, type ImportTarget } from "@/lib/agents/service";
import type { Environment } from "@/lib/core/environments";
import { mapGently } from "@/lib/core/gently";
import type { RowPlan } from "@/lib/imports/rules";
import type { ImportRowInput } from "@/lib/imports/schema";
import { type CheckedRow, checkRow, type RowFault } from "@/lib/imports/service/check-row";
import { compareRow, type RowChange } from "@/lib/imports/service/compare";

/** A row as it is kept: what was sent, and where an agent goes that does not say so itself. */
export type StoredRow = ImportRowInput & { default_environment?: Environment };
export type RowDetail = { changes: RowChange[]; faults: RowFault[]; notes: string[]; version?: number };
export type PlannedRow = { number: number; name: string; plan: RowPlan; agentId: string | null; detail: RowDetail };
/** What carrying a row out needs beside its plan. */
export type JudgedRow = PlannedRow & {
  row: StoredRow;
  checked: CheckedRow;
  target: ImportTarget | undefined;
  owner: string;
  deputy: string | undefined;
};

type Numbered = { number: number; row: StoredRow };
const lookUpAtOnce = 1_000;

/** Judges rows against what is there. Reads only; a few questions to the database for a thousand rows. */
export async function judgeRows(ctx: Ctx, importer: string, rows: readonly Numbered[]): Promise<JudgedRow[]> {
  const judged: JudgedRow[] = [];
  const claims = new Claims();
  for (let at = 0; at < rows.length; at += lookUpAtOnce) {
    const part = rows.slice(at, at + lookUpAtOnce);
    const checked = await mapGently(part, (one) => ({ ...one, checked: checkRow(one.row) }));
    const facts = await lookUp(ctx, checked);
    judged.push(...(await mapGently(checked, (one) => judgeRow(importer, one, facts, claims))));
  }
  return judged;
}

type Checked = Numbered & { checked: CheckedRow };
type Facts = Awaited<ReturnType<typeof lookUp>>;

async function lookUp(ctx: Ctx, rows: readonly Checked[]) {
  const slugs = rows.flatMap(({ checked }) => checked.slug ?? []);
  const targets = await findImportTargets(ctx, { slugs, keys: rows.flatMap(({ row }) => row.key ?? []) });
  const emails = rows.flatMap(({ checked }) => [checked.ownerEmail ?? [], checked.deputyEmail ?? []].flat());
  const people = await findOwners(ctx, [...new Set(emails)]);
  const fresh = slugs.filter((slug) => !targets.bySlug.has(slug));
  return { targets, people, refusedSlugs: await explainSlugs(ctx, fresh) };
}

/** What earlier rows of the same import are about, so that no two rows change one agent or make two that are mistaken. */
class Claims {
  readonly #taken = new Map<string, number>();
  readonly #looks = new Map<string, { slug: string; number: number }>();
  /** The row that has one of these already. */
  take(number: number, names: readonly string[]): number | undefined {
    const other = names.map((name) => this.#taken.get(name)).find((one) => one !== undefined);
    if (other === undefined) for (const name of names) this.#taken.set(name, number);
    return other;
  }

  /** The earlier row whose new agent would look like this one; only what will be made is in the way. */
  look(slug: string): { slug: string; number: number } | undefined {
    return this.#looks.get(writeSkeleton(slug));
  }
  make(number: number, slug: string): void {
    this.#looks.set(writeSkeleton(slug), { slug, number });
  }
}

function judgeRow(importer: string, { number, row, checked }: Checked, facts: Facts, claims: Claims): JudgedRow {
  const faults = [...checked.faults];
  const { target, fault } = findTarget(row, checked, facts);
  if (fault) faults.push(fault);
  const names = [
    ...(target ? [`agent ${target.id}`] : []),
    ...(checked.slug === undefined ? [] : [`slug ${checked.slug}`]),
    ...(row.key === undefined || row.key === "" ? [] : [`key ${row.key}`]),
  ];
  const twice = claims.take(number, names);
  if (twice !== undefined) faults.push({ field: "name", detail: `Row ${twice} is about the same agent.` });
  const owner = findPerson(facts, checked.ownerEmail, "owner_email");
  const deputy = findPerson(facts, checked.deputyEmail, "deputy_email");
  const people = { owner: owner.id ?? importer, deputy: deputy.id };
  const base = { number, name: row.name.slice(0, 500), row, checked, target, ...people };
  if (!target) {
    faults.push(...owner.faults, ...deputy.faults, ...judgeNew(row, checked, facts));
    faults.push(...judgePair(row, checked, people), ...(twice === undefined ? judgeLook(checked, claims) : []));
    if (faults.length === 0 && checked.slug !== undefined) claims.make(number, checked.slug);
    const detail = { changes: [], faults, notes: [] };
    return { ...base, plan: faults.length > 0 ? "error" : "create", agentId: null, detail };
  }
  const { changes, notes, faults: refused } = compareRow(row, checked, target, people, owner.id !== undefined);
  const detail = { changes, faults: [...faults, ...refused], notes, version: target.version };
  const plan = detail.faults.length > 0 ? "error" : changes.length > 0 ? "update" : "unchanged";
  return { ...base, plan, agentId: target.id, detail };
}

/**
 * By the slug the row gives, else by where it comes from. Only one's own agents are found by that: two people may each
 * have a project whose folder is called the same. Retired ones are found by their slug alone.
 */
function findTarget(
  row: StoredRow,
  { slug }: CheckedRow,
  { targets }: Facts,
): { target?: ImportTarget; fault?: RowFault } {
  const named = slug === undefined ? undefined : targets.bySlug.get(slug);
  if (named) return { target: named };
  if (slug !== undefined || row.key === undefined || row.key === "") return {};
  const living = (targets.byKey.get(row.key) ?? []).filter(({ retired, kept }) => kept && !retired);
  const [target, other] = living;
  if (other && target) {
    const detail = `${target.slug} and ${other.slug} both come from this source. Give the slug of the one that is meant.`;
    return { fault: { field: "name", detail } };
  }
  return target ? { target } : {};
}

function findPerson(
  { people }: Facts,
  email: string | undefined,
  field: string,
): { id: string | undefined; faults: RowFault[] } {
  if (email === undefined) return { id: undefined, faults: [] };
  const person = people.get(email);
  const detail = person ? person.refusal : `Nobody here has the address ${email}. Invite them, or name somebody else.`;
  return { id: person?.id, faults: detail === undefined ? [] : [{ field, detail }] };
}

function judgeNew(row: StoredRow, { slug, fields }: CheckedRow, { refusedSlugs }: Facts): RowFault[] {
  const refusal = slug === undefined ? undefined : refusedSlugs.get(slug);
  const homeless =
    fields.environment === undefined && row.default_environment === undefined && !row.environment?.trim();
  return [
    ...(refusal === undefined ? [] : [{ field: "slug", detail: refusal }]),
    ...(homeless ? [{ field: "environment", detail: "Say where it runs: production, staging or sandbox." }] : []),
  ];
}

/** As the run will judge it: owner and deputy are two people wherever it matters. */
function judgePair(
  row: StoredRow,
  { fields }: CheckedRow,
  { owner, deputy }: { owner: string; deputy: string | undefined },
): RowFault[] {
  const environment = fields.environment ?? row.default_environment;
  if (deputy !== owner || environment === undefined || mayHoldBoth(environment)) return [];
  const detail = "Owner and deputy are two people. One person may be both in the sandbox only.";
  return [{ field: "deputy_email", detail }];
}

function judgeLook({ slug }: CheckedRow, claims: Claims): RowFault[] {
  const other = slug === undefined ? undefined : claims.look(slug);
  if (!other) return [];
  const detail = `The slug ${slug} is easily mistaken for ${other.slug} in row ${other.number}. Choose one that looks different.`;
  return [{ field: "slug", detail }];
}
