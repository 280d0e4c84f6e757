import * as z from "zod/mini";
import { idField, instant, nameField, pageOf, pageQuery, slugField } from "@/lib/core/fields";
import { personStates } from "@/lib/people/rules";

export const teamAbilities = ["update", "delete", "add_member", "change_member", "remove_member"] as const;
export type TeamAbility = (typeof teamAbilities)[number];

export const Team = z.object({
  id: idField("team"),
  version: z.int(),
  created_at: instant,
  updated_at: instant,
  /** Made from the first name and kept when the team is renamed: rules and settings name a team by it. */
  slug: slugField,
  name: z.string(),
  members: z.int(),
  leads: z.array(z.object({ id: idField("person"), name: z.string() })),
  sample: z.boolean(),
  abilities: z.array(z.enum(teamAbilities)),
});
export type Team = z.output<typeof Team>;

export const TeamPage = pageOf(Team);
export type TeamPage = z.output<typeof TeamPage>;

export const TeamParams = z.strictObject({ id: idField("team") });
export const MemberParams = z.strictObject({ id: idField("team"), person: idField("person") });

export const ListTeamsQuery = z.strictObject({
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(120))),
  ...pageQuery,
});
export type ListTeamsQuery = z.output<typeof ListTeamsQuery>;

export const NewTeam = z.strictObject({ name: nameField });
export const TeamChange = z.strictObject({ name: nameField });

export const TeamMember = z.object({
  person: z.object({
    id: idField("person"),
    name: z.string(),
    email: z.nullable(z.string()),
    state: z.enum(personStates),
  }),
  lead: z.boolean(),
  /** A group at the identity provider put the person here. */
  from_groups: z.boolean(),
});
export type TeamMember = z.output<typeof TeamMember>;

export const ListMembersQuery = z.strictObject(pageQuery);
export type ListMembersQuery = z.output<typeof ListMembersQuery>;
export const MemberPage = pageOf(TeamMember);
export type MemberPage = z.output<typeof MemberPage>;

export const MemberChange = z.strictObject({ lead: z.boolean() });
