import type { Handlers } from "@/lib/http/handler";
import type { peopleOperations } from "@/lib/people/operations";
import * as people from "@/lib/people/service";
import type { teamOperations } from "@/lib/teams/operations";
import * as teams from "@/lib/teams/service";

export const peopleHandlers: Handlers<typeof peopleOperations> = {
  listPeople: {
    run: (ctx, { query }) => people.listPeople(ctx, query),
    csv: (ctx, { query }) => people.exportPeople(ctx, query),
  },
  getPerson: (ctx, { params }) => people.getPerson(ctx, params.id),
  invitePerson: { run: (ctx, { body }) => people.invitePerson(ctx, body), again: people.readInvited },
  renewInvitation: (ctx, { params, body }) => people.renewInvitation(ctx, params.id, body),
  revokeInvitation: (ctx, { params }) => people.revokeInvitation(ctx, params.id),
  updatePerson: (ctx, { params, body, version }) => people.updatePerson(ctx, params.id, body, version),
  setRoles: (ctx, { params, body, version }) => people.setRoles(ctx, params.id, body, version),
  deactivatePerson: (ctx, { params, body }) => people.deactivatePerson(ctx, params.id, body),
  reactivatePerson: (ctx, { params }) => people.reactivatePerson(ctx, params.id),
  erasePerson: (ctx, { params }) => people.erasePerson(ctx, params.id),
  resetPasskeys: (ctx, { params, body }) => people.resetPasskeys(ctx, params.id, body),
  setFirstEmail: (ctx, { body }) => people.setFirstEmail(ctx, body),
  getPreferences: (ctx) => people.getPreferences(ctx),
  setPreferences: (ctx, { body }) => people.setPreferences(ctx, body),
};

export const teamHandlers: Handlers<typeof teamOperations> = {
  listTeams: (ctx, { query }) => teams.listTeams(ctx, query),
  getTeam: (ctx, { params }) => teams.getTeam(ctx, params.id),
  createTeam: { run: (ctx, { body }) => teams.createTeam(ctx, body), again: teams.getTeam },
  updateTeam: (ctx, { params, body, version }) => teams.updateTeam(ctx, params.id, body, version),
  deleteTeam: (ctx, { params }) => teams.deleteTeam(ctx, params.id),
  listTeamMembers: (ctx, { params, query }) => teams.listTeamMembers(ctx, params.id, query),
  setTeamMember: (ctx, { params, body }) => teams.setTeamMember(ctx, params.id, params.person, body),
  removeTeamMember: (ctx, { params }) => teams.removeTeamMember(ctx, params.id, params.person),
};
