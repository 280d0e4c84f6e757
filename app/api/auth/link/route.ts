export { answerLinkForm as POST } from "@/lib/auth/forms";
