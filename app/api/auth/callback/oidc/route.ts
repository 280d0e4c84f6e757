export { finishProvider as GET } from "@/lib/auth/oidc/finish";
