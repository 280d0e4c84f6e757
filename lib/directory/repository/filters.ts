import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { CompareOperator, Filter, Literal } from "@/lib/directory/rules/filter";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** `folded` columns hold lower case already, or are made so here: the text asked for is folded to fit. */
type Column = { sql: Prisma.Sql; type: "folded" | "exact" | "boolean" | "time" };
type Many = { from: (inner: Prisma.Sql) => Prisma.Sql; parts: Readonly<Record<string, Column>> };
export type Columns = { one: Readonly<Record<string, Column>>; many: Readonly<Record<string, Many>> };

const meta = (alias: Prisma.Sql): Readonly<Record<string, Column>> => ({
  "meta.created": { sql: Prisma.sql`${alias}.created_at`, type: "time" },
  "meta.lastmodified": { sql: Prisma.sql`${alias}.updated_at`, type: "time" },
});

const isActive = Prisma.sql`(p.state in ('active', 'invited'))`;

/** Of `directory_users d join people p`. The one address is a list of one. */
export const userColumns: Columns = {
  one: {
    id: { sql: Prisma.sql`d.person_id`, type: "exact" },
    externalid: { sql: Prisma.sql`d.external_id`, type: "exact" },
    username: { sql: Prisma.sql`d.user_key`, type: "folded" },
    displayname: { sql: Prisma.sql`lower(coalesce(d.display_name, p.name))`, type: "folded" },
    "name.formatted": { sql: Prisma.sql`lower(coalesce(d.formatted_name, p.name))`, type: "folded" },
    "name.givenname": { sql: Prisma.sql`lower(d.given_name)`, type: "folded" },
    "name.familyname": { sql: Prisma.sql`lower(d.family_name)`, type: "folded" },
    active: { sql: isActive, type: "boolean" },
    ...meta(Prisma.sql`d`),
  },
  many: {
    emails: {
      from: (inner) => Prisma.sql`(p.email is not null and ${inner})`,
      parts: {
        value: { sql: Prisma.sql`p.email`, type: "folded" },
        type: { sql: Prisma.sql`'work'`, type: "folded" },
        primary: { sql: Prisma.sql`true`, type: "boolean" },
      },
    },
    groups: {
      from: (
        inner,
      ) => Prisma.sql`exists(select from directory_group_members m join directory_groups g on g.id = m.group_id
        where m.person_id = d.person_id and ${inner})`,
      parts: {
        value: { sql: Prisma.sql`m.group_id`, type: "exact" },
        display: { sql: Prisma.sql`g.name_key`, type: "folded" },
      },
    },
  },
};

/** Of `directory_groups d`. */
export const groupColumns: Columns = {
  one: {
    id: { sql: Prisma.sql`d.id`, type: "exact" },
    externalid: { sql: Prisma.sql`d.external_id`, type: "exact" },
    displayname: { sql: Prisma.sql`d.name_key`, type: "folded" },
    ...meta(Prisma.sql`d`),
  },
  many: {
    members: {
      from: (inner) => Prisma.sql`exists(select from directory_group_members m where m.group_id = d.id and ${inner})`,
      parts: { value: { sql: Prisma.sql`m.person_id`, type: "exact" } },
    },
  },
};

/** Attributes become columns by these tables alone, and every value a parameter: nothing of a filter is ever SQL. */
export function writeFilter(columns: Columns, filter: Filter): Prisma.Sql {
  switch (filter.kind) {
    case "both":
      return Prisma.sql`(${writeFilter(columns, filter.left)} and ${writeFilter(columns, filter.right)})`;
    case "either":
      return Prisma.sql`(${writeFilter(columns, filter.left)} or ${writeFilter(columns, filter.right)})`;
    case "not":
      return Prisma.sql`not coalesce(${writeFilter(columns, filter.inner)}, false)`;
    case "where": {
      const many = read(columns.many, filter.path);
      if (!many) throw refuseAttribute(filter.path);
      return many.from(writeFilter({ one: many.parts, many: {} }, filter.inner));
    }
    case "present":
      return onColumn(columns, filter.path, writePresent);
    case "compare":
      return onColumn(columns, filter.path, (column) => writeCompare(column, filter.operator, filter.value));
  }
}

/** `emails` alone means its value; any value that fits is enough. */
function onColumn(columns: Columns, path: string, write: (column: Column) => Prisma.Sql): Prisma.Sql {
  const one = read(columns.one, path);
  if (one) return write(one);
  const [name = "", part = "value"] = path.split(".");
  const many = read(columns.many, name);
  const column = many && read(many.parts, part);
  if (!many || !column) throw refuseAttribute(path);
  return many.from(write(column));
}

function read<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function refuseAttribute(path: string): Error {
  return refuseInput("invalidFilter", `The filter cannot be used. ${path} cannot be searched by.`);
}

function writePresent({ sql, type }: Column): Prisma.Sql {
  return type === "folded" || type === "exact"
    ? Prisma.sql`coalesce(${sql} <> '', false)`
    : Prisma.sql`(${sql} is not null)`;
}

const orders = {
  gt: Prisma.sql`>`,
  ge: Prisma.sql`>=`,
  lt: Prisma.sql`<`,
  le: Prisma.sql`<=`,
} as const satisfies Partial<Record<CompareOperator, Prisma.Sql>>;

function writeCompare(column: Column, operator: CompareOperator, value: Literal): Prisma.Sql {
  const { sql, type } = column;
  if (value === null) return writeNull(column, operator);
  const wanted = writeValue(type, value);
  switch (operator) {
    case "eq":
      return Prisma.sql`(${sql} = ${wanted})`;
    case "ne":
      return Prisma.sql`(${sql} is distinct from ${wanted})`;
    case "gt":
    case "ge":
    case "lt":
    case "le":
      if (type === "boolean") throw refuseOperator(operator);
      return Prisma.sql`(${sql} ${orders[operator]} ${wanted})`;
    case "co":
    case "sw":
    case "ew":
      if (type !== "folded" && type !== "exact") throw refuseOperator(operator);
      return writeSearch(sql, operator, wanted);
  }
}

/** No LIKE: what stands in the text is never a pattern. */
function writeSearch(sql: Prisma.Sql, operator: "co" | "sw" | "ew", wanted: Prisma.Sql): Prisma.Sql {
  if (operator === "co") return Prisma.sql`(position(${wanted} in ${sql}) > 0)`;
  if (operator === "sw") return Prisma.sql`starts_with(${sql}, ${wanted})`;
  return Prisma.sql`(right(${sql}, length(${wanted})) = ${wanted})`;
}

function writeNull(column: Column, operator: CompareOperator): Prisma.Sql {
  if (operator === "eq") return Prisma.sql`not ${writePresent(column)}`;
  if (operator === "ne") return writePresent(column);
  throw refuseOperator(operator);
}

function writeValue(type: Column["type"], value: string | number | boolean): Prisma.Sql {
  if (type === "boolean") return Prisma.sql`${readBoolean(value)}::boolean`;
  if (typeof value !== "string") throw refuseInput("invalidFilter", "A text is compared with a text.");
  if (type === "time") return Prisma.sql`${readTime(value)}::timestamptz`;
  return Prisma.sql`${type === "folded" ? value.toLowerCase() : value}::text`;
}

function readBoolean(value: string | number | boolean): boolean {
  const word = String(value).toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  throw refuseInput("invalidFilter", "It is compared with true or false.");
}

/** Postgres has no year 0 and an offset can lead out of four digits. Nothing of ours is that old or that far: the answer is the same. */
const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59Z");

function readTime(value: string): Date {
  const time = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(value) || Number.isNaN(time.getTime()))
    throw refuseInput("invalidFilter", "A time is written like 2026-11-21T09:41:07Z.");
  return new Date(Math.min(Math.max(time.getTime(), earliest), latest));
}

function refuseOperator(operator: CompareOperator): Error {
  return refuseInput("invalidFilter", `The filter cannot be used. ${operator} does not fit this attribute.`);
}
