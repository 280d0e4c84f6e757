import * as z from "zod/mini";
import { emailField, idField, instant, nameField, pageOf, pageQuery, slugField } from "@/lib/core/fields";
import { roles } from "@/lib/core/viewer";
import { personSorts, personStates } from "@/lib/people/rules";

export const personAbilities = [
  "update",
  "set_roles",
  "deactivate",
  "reactivate",
  "erase",
  "reset_passkeys",
  "renew_invitation",
  "revoke_invitation",
  "read_sign_ins",
  "revoke_sign_ins",
] as const;
export type PersonAbility = (typeof personAbilities)[number];

const roleField = z.enum(roles);
const rolesField = z.array(roleField).check(
  z.minLength(1, "Give at least one role."),
  z.maxLength(roles.length),
  z.refine((list) => new Set(list).size === list.length, "Name each role once."),
);
const several = <T extends z.ZodMiniType>(item: T) => z.optional(z.array(item).check(z.maxLength(50)));
/** Why somebody did it, in their words: a line or a few. */
const reasonField = z
  .string()
  .check(z.trim(), z.minLength(3), z.maxLength(500), z.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u));

export const Person = z.object({
  id: idField("person"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  /** Null once the person is erased. */
  email: z.nullable(z.string()),
  name: z.string(),
  state: z.enum(personStates),
  roles: z.array(roleField),
  /** Those of `roles` that the identity provider's groups gave, and will take away again. */
  group_roles: z.array(roleField),
  teams: z.array(z.object({ id: idField("team"), slug: slugField, name: z.string(), lead: z.boolean() })),
  passkeys: z.int(),
  sample: z.boolean(),
  last_seen_at: z.nullable(instant),
  /** Approving is blocked until then, since somebody's passkeys were reset. */
  approvals_blocked_until: z.nullable(instant),
  /** The invitation that is open or ran out; null for everybody who accepted one or came another way. */
  invitation: z.nullable(z.object({ id: idField("invitation"), expires_at: instant, expired: z.boolean() })),
  abilities: z.array(z.enum(personAbilities)),
});
export type Person = z.output<typeof Person>;

export const PersonPage = pageOf(Person);
export type PersonPage = z.output<typeof PersonPage>;

export const PersonParams = z.strictObject({ id: idField("person") });

export const personFilters = {
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  role: several(roleField),
  /** Without it everybody but the erased. */
  state: several(z.enum(personStates)),
  team: several(idField("team")),
  sort: z._default(z.enum(personSorts), "name"),
};
export const ListPeopleQuery = z.strictObject({ ...personFilters, ...pageQuery });
export type ListPeopleQuery = z.output<typeof ListPeopleQuery>;

/** How an invitation or a one-time link stands when its page is opened. */
export const tokenStates = ["ready", "used", "expired", "revoked", "unknown"] as const;
export type TokenState = (typeof tokenStates)[number];

/** How an invitation reaches the person. Without a mail server it is always shown once to copy. */
const deliveryField = z._default(z.enum(["mail", "copy"]), "mail");
export const Renewal = z.strictObject({ delivery: deliveryField });
export type Delivery = z.output<typeof deliveryField>;

export const NewPerson = z.strictObject({
  email: emailField,
  name: nameField,
  roles: rolesField,
  teams: z._default(z.array(idField("team")).check(z.maxLength(50)), []),
  delivery: deliveryField,
});
export type NewPerson = z.output<typeof NewPerson>;

/** Shown once: the address is in no later answer, and not in the database. Null when it was mailed instead. */
export const NewInvitation = z.object({ url: z.nullable(z.string()), expires_at: instant, mailed: z.boolean() });
export type NewInvitation = z.output<typeof NewInvitation>;

/** `new_invitation` is there only in the first answer, never when a request is repeated. */
export const InvitedPerson = z.extend(Person, { new_invitation: z.nullable(NewInvitation) });
export type InvitedPerson = z.output<typeof InvitedPerson>;

export const PersonChange = z.strictObject({ name: nameField });
export const EmailChange = z.strictObject({ email: emailField });
export const RolesChange = z.strictObject({ roles: rolesField });
export const Reason = z.strictObject({ reason: reasonField });

export const themes = ["system", "light", "dark"] as const;
export const densities = ["comfortable", "compact"] as const;
const zoneField = z.nullable(
  z.string().check(z.maxLength(64), z.refine(isTimeZone, "Not a time zone this server knows.")),
);

/** How one person wants the console to look. Kept here so that it follows them to the next browser. */
export const Preferences = z.object({
  theme: z._default(z.enum(themes), "system"),
  density: z._default(z.enum(densities), "comfortable"),
  /** Null: the browser's own. */
  time_zone: z._default(zoneField, null),
  /** Whether single keys work as shortcuts. */
  shortcuts: z._default(z.boolean(), true),
});
export type Preferences = z.output<typeof Preferences>;

export const PreferencesChange = z.strictObject({
  theme: z.optional(z.enum(themes)),
  density: z.optional(z.enum(densities)),
  time_zone: z.optional(zoneField),
  shortcuts: z.optional(z.boolean()),
});
export type PreferencesChange = z.output<typeof PreferencesChange>;

function isTimeZone(name: string | null): boolean {
  try {
    return name === null || new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
