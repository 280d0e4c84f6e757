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
export { deactivatePerson, erasePerson, reactivatePerson, resetPasskeys } from "@/lib/people/service/leave";
export { mailInvitation, mailResetNotice } from "@/lib/people/service/notify";
export { getPreferences, setFirstEmail, setPreferences, updatePerson } from "@/lib/people/service/profile";
export { exportPeople, getPerson, listBlockedPeople, listPeople } from "@/lib/people/service/read";
export { applyGroupRoles, setRoles } from "@/lib/people/service/roles";
export { countSamplePeople, removeSamplePeople } from "@/lib/people/service/sample";
