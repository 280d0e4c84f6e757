import "server-only";

export { addToTeam, followGroups, listTeamMembers, removeTeamMember, setTeamMember } from "@/lib/teams/service/members";
export {
  addTeam,
  countSampleTeams,
  createTeam,
  deleteTeam,
  getTeam,
  listTeams,
  removeSampleTeams,
  updateTeam,
} from "@/lib/teams/service/team";
