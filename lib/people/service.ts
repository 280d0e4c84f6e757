import "server-only";

export {
  acceptAllInvitations,
  acceptInvitation,
  addPerson,
  describeInvitation,
  type DescribedToken,
  findByEmail,
  findById,
  findEldestAdmin,
  hasAdminSignedIn,
  settleFirstAdmin,
} from "@/lib/people/service/arrive";
export { invitePerson, readInvited, renewInvitation, revokeInvitation } from "@/lib/people/service/invite";
export {
  deactivatePerson,
  deactivateWithin,
  erasePerson,
  reactivatePerson,
  reactivateWithin,
  resetPasskeys,
} from "@/lib/people/service/leave";
export { mailInvitation, mailResetNotice } from "@/lib/people/service/notify";
export {
  changeDetails,
  getPreferences,
  setFirstEmail,
  setPreferences,
  updatePerson,
} from "@/lib/people/service/profile";
export { exportPeople, getPerson, listBlockedPeople, listPeople } from "@/lib/people/service/read";
export { applyGroupRoles, holdAdmins, setRoles, shiftGroupRoles } from "@/lib/people/service/roles";
export { countSamplePeople, removeSamplePeople } from "@/lib/people/service/sample";
