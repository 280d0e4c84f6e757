import * as z from "zod/mini";
import { idPattern, type IdKind } from "@/lib/core/ids";
import { visibleLine } from "@/lib/core/visible-text";

/** Fields that every area's schema shares. */
/** From the first year that computers count in; Postgres and JavaScript disagree about much older ones. */
const sinceYear1970 = z.regex(/^(?:19[7-9]\d|[2-9]\d{3})/, "Choose an instant after 1970.");
export const instant = z.iso.datetime({ precision: 3 }).check(sinceYear1970);
/** The same with any offset and precision, as a person or a program may send it. */
export const moment = z.iso.datetime({ offset: true }).check(sinceYear1970);
export const idField = (kind: IdKind) => z.string().check(z.regex(idPattern(kind)));
export const slugField = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,62}$/));
/** A name people read: one line, nothing in it that cannot be seen, and something that can. */
export const nameField = z.string().check(z.trim(), z.minLength(1), z.maxLength(120), z.regex(visibleLine));
export const emailField = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email());

/** Keyset paging: `?limit` and `?cursor` in, `{data, next_cursor}` out. */
export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  cursor: z.optional(z.string().check(z.maxLength(500))),
};

export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.nullable(z.string()) });
