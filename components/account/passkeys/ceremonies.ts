import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { authOperations } from "@/lib/auth/operations";
import { isAppError } from "@/lib/core/errors";
import { callOperation } from "@/lib/http/client";

/** `options` are the browser's to read; the server wrote them for it. */
type Ceremony = { challenge_id: string; options: { challenge: string } };

/* Each in three steps: the server's question, the browser's own dialog, the server's verdict. */

export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const { challenge_id, options }: Ceremony = await callOperation(authOperations.startPasskey, {});
  const made = await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
  const response = { ...made, clientExtensionResults: { ...made.clientExtensionResults } };
  await callOperation(authOperations.addPasskey, { body: { challenge_id, name, response } });
}

/** Answers where to go on. */
export async function signInByPasskey(next: string): Promise<string> {
  const ceremony = await callOperation(authOperations.startPasskeySignIn, {});
  const assertion = await answer(ceremony);
  return (await callOperation(authOperations.signInByPasskey, { body: { ...assertion, next } })).next;
}

export async function confirmByPasskey(): Promise<void> {
  const ceremony = await callOperation(authOperations.startPasskeyConfirmation, {});
  await callOperation(authOperations.confirmByPasskey, { body: await answer(ceremony) });
}

async function answer({ challenge_id, options }: Ceremony) {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const given = await startAuthentication({ optionsJSON: options });
  return { challenge_id, response: { ...given, clientExtensionResults: { ...given.clientExtensionResults } } };
}

/** Browsers tell little on purpose; their own words are for developers. */
const browserWords: Readonly<Record<string, string>> = {
  NotAllowedError: "No passkey was used: the browser's dialog was closed, or it took too long.",
  AbortError: "No passkey was used: the browser's dialog was closed.",
  InvalidStateError: "This device already keeps a passkey of yours for Ambit.",
  NotSupportedError: "This browser or device cannot keep passkeys.",
};

/** For the screen, whatever failed. */
export function explainFailure(error: unknown): string {
  if (isAppError(error)) return error.message;
  const name = error instanceof Error ? error.name : "";
  return browserWords[name] ?? "The browser could not use a passkey here. Try again, or use another way.";
}
