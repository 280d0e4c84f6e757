export { answerInvitationForm as POST } from "@/lib/auth/forms";
