import "server-only";

export {
  addToTeam,
  followGroups,
  listTeamMembers,
  removeTeamMember,
  setTeamMember,
  shiftGroups,
} from "@/lib/teams/service/members";
export {
  addTeam,
  countSampleTeams,
  createTeam,
  deleteTeam,
  findTeamByName,
  getTeam,
  listTeams,
  removeSampleTeams,
  updateTeam,
} from "@/lib/teams/service/team";
