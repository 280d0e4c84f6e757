import "server-only";
import type { Page } from "@/lib/directory/repository/users";
import { maxPage } from "@/lib/directory/rules/discovery";
import { isObject } from "@/lib/directory/rules/document";
import { parseFilter } from "@/lib/directory/rules/filter";
import { type Projection, readProjection } from "@/lib/directory/rules/projection";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** What a list is asked for: RFC 7644 3.4.2, in a query or in the body of a search. */
export type Listing = { page: Page; startIndex: number; projection: Projection };

const standardPage = 100;
const maxIndex = 10_000_000;

type Parts = {
  filter: string | null;
  startIndex: string | null;
  count: string | null;
  attributes: string[];
  excluded: string[];
};

/** Unknown keys are ignored, as the standard has it; `sortBy` is one, since sorting is not supported. */
export function readListing(query: URLSearchParams): Listing {
  return assemble({
    filter: query.get("filter"),
    startIndex: query.get("startIndex"),
    count: query.get("count"),
    attributes: query.getAll("attributes"),
    excluded: query.getAll("excludedAttributes"),
  });
}

export function readSearch(body: unknown): Listing {
  if (!isObject(body)) throw refuseInput("invalidSyntax", "The body is not a JSON object.");
  const { filter, startIndex, count, attributes, excludedAttributes } = body;
  if (filter !== undefined && filter !== null && typeof filter !== "string")
    throw refuseInput("invalidFilter", "filter must be a text.");
  return assemble({
    filter: filter ?? null,
    startIndex: readNumber(startIndex),
    count: readNumber(count),
    attributes: readNames(attributes),
    excluded: readNames(excludedAttributes),
  });
}

function assemble({ filter, startIndex, count, attributes, excluded }: Parts): Listing {
  const from = Math.min(Math.max(readInteger("startIndex", startIndex, 1), 1), maxIndex);
  const limit = Math.min(Math.max(readInteger("count", count, standardPage), 0), maxPage);
  const parsed = filter === null || filter.trim() === "" ? null : parseFilter(filter);
  return {
    page: { filter: parsed, offset: from - 1, limit },
    startIndex: from,
    projection: readProjection(attributes, excluded),
  };
}

function readInteger(name: string, text: string | null, otherwise: number): number {
  if (text === null || text === "") return otherwise;
  if (!/^-?\d{1,9}$/.test(text)) throw refuseInput("invalidValue", `${name} must be a whole number.`);
  return Number(text);
}

function readNumber(value: unknown): string | null {
  return typeof value === "number" || typeof value === "string" ? String(value) : null;
}

function readNames(value: unknown): string[] {
  return [value].flat().filter((name): name is string => typeof name === "string");
}
