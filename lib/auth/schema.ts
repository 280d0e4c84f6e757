import * as z from "zod/mini";
import { emailField, idField, instant, nameField, pageOf, pageQuery } from "@/lib/core/fields";
import { actions } from "@/lib/access/permissions";
import { roles, signInMethods } from "@/lib/core/viewer";
import { Preferences } from "@/lib/people/schema";

const nextField = z.optional(z.string().check(z.maxLength(2_000)));
const tokenField = z.string().check(z.minLength(1), z.maxLength(200));
const opaque = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,20000}$/));

export const SignInOptions = z.object({
  /** What the button says, when a provider is set up. */
  oidc: z.nullable(z.object({ name: z.string() })),
  /** `reason` says why passkeys are off here. */
  passkeys: z.object({ available: z.boolean(), reason: z.nullable(z.string()) }),
  /** Whether a link can be mailed; otherwise only the terminal gives one. */
  links: z.object({ mailed: z.boolean() }),
});
export type SignInOptions = z.output<typeof SignInOptions>;

export const LinkRequest = z.strictObject({ email: emailField, next: nextField });
export const LinkAnswer = z.object({ minutes: z.int() });

export const ProviderStart = z.strictObject({ next: nextField });
/** Go there with `location.assign`: browsers let no form be redirected to the provider. */
export const ProviderRedirect = z.object({ url: z.string() });

export const SignInParams = z.strictObject({ id: idField("signIn") });
export const PersonSignInsParams = z.strictObject({ id: idField("person") });
export const ListSignInsQuery = z.strictObject(pageQuery);
export type ListSignInsQuery = z.output<typeof ListSignInsQuery>;

export const SignIn = z.object({
  id: idField("signIn"),
  created_at: instant,
  last_seen_at: instant,
  expires_at: instant,
  method: z.enum(signInMethods),
  /** "Firefox 128 on Linux" */
  browser: z.string(),
  address: z.string(),
  /** The browser that asks. */
  current: z.boolean(),
  abilities: z.array(z.enum(["revoke"])),
});
export type SignIn = z.output<typeof SignIn>;
export const SignInPage = pageOf(SignIn);
export type SignInPage = z.output<typeof SignInPage>;

export const EndSignIns = z.strictObject({ keep_this: z._default(z.boolean(), false) });
export const EndedSignIns = z.object({ ended: z.int() });

export const Passkey = z.object({
  id: idField("passkey"),
  created_at: instant,
  last_used_at: z.nullable(instant),
  name: z.string(),
  /** Kept by a password manager and on its other devices too, or bound to one device. */
  synced: z.boolean(),
  abilities: z.array(z.enum(["rename", "remove"])),
});
export type Passkey = z.output<typeof Passkey>;
export const PasskeyPage = pageOf(Passkey);
export type PasskeyPage = z.output<typeof PasskeyPage>;
export const PasskeyParams = z.strictObject({ id: idField("passkey") });
export const PasskeyChange = z.strictObject({ name: nameField });

/** For `startRegistration` and `startAuthentication` of @simplewebauthn/browser. The challenge is answered once, within five minutes. */
export const Ceremony = z.object({ challenge_id: tokenField, options: z.looseObject({ challenge: z.string() }) });
export type Ceremony = z.output<typeof Ceremony>;

const credential = {
  id: opaque,
  rawId: opaque,
  type: z.literal("public-key"),
  clientExtensionResults: z.looseObject({}),
  authenticatorAttachment: z.optional(z.string()),
};

export const NewPasskey = z.strictObject({
  challenge_id: tokenField,
  name: nameField,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: opaque,
      attestationObject: opaque,
      transports: z.optional(z.array(z.string().check(z.maxLength(32))).check(z.maxLength(10))),
    }),
  }),
});
export type NewPasskey = z.output<typeof NewPasskey>;

export const Assertion = z.strictObject({
  challenge_id: tokenField,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: opaque,
      authenticatorData: opaque,
      signature: opaque,
      userHandle: z.optional(opaque),
    }),
  }),
});
export type Assertion = z.output<typeof Assertion>;

export const PasskeySignIn = z.extend(Assertion, { next: nextField });
/** Signed in; go on at `next`, a path of ours. */
export const SignedIn = z.object({ next: z.string() });

/** How this person confirms that it is them: the strongest way they have, and no weaker one. */
export const StepUp = z.object({
  method: z.enum(signInMethods),
  /** With `link`: whether one can be mailed; otherwise an operator makes one at the terminal. */
  mailed: z.boolean(),
  words: z.string(),
});
export type StepUp = z.output<typeof StepUp>;
export const Confirmed = z.object({ authenticated_at: instant });

const Notice = z.object({
  kind: z.literal("passkeys_reset"),
  person: z.object({ id: idField("person"), name: z.string() }),
  /** The person cannot approve anything until then. */
  until: instant,
  own: z.boolean(),
});

/** Who is signed in here, and what they may do at all: what every page's frame needs, in one read. */
export const CurrentViewer = z.object({
  id: idField("person"),
  version: z.int(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  teams: z.array(z.object({ id: idField("team"), name: z.string(), lead: z.boolean() })),
  passkeys: z.int(),
  preferences: Preferences,
  approvals_blocked_until: z.nullable(instant),
  notices: z.array(Notice),
  sign_in: z.object({
    id: idField("signIn"),
    method: z.enum(signInMethods),
    /** The last proof that counts for a step-up; null while none does, as for an owner of passkeys who came by a link. */
    authenticated_at: z.nullable(instant),
  }),
  /** Actions of the permission table that this person may do whatever the object. */
  abilities: z.array(z.enum(actions as [(typeof actions)[number], ...(typeof actions)[number][]])),
});
export type CurrentViewer = z.output<typeof CurrentViewer>;
