import { confirmOperations } from "@/lib/auth/operations/confirm";
import { passkeyOperations } from "@/lib/auth/operations/passkeys";
import { signInOperations } from "@/lib/auth/operations/sign-in";

export const authOperations = { ...signInOperations, ...confirmOperations, ...passkeyOperations };
