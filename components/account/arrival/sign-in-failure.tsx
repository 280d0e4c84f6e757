import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { type SignInError, signInErrors } from "@/lib/auth/rules";

/** Why a form or the identity provider led back here. The address carries a code; words of others are never shown. */
export function SignInFailure({ error, signedIn }: { error: string | string[] | undefined; signedIn: boolean }) {
  if (error === undefined) return null;
  const words = isSignInError(error) ? signInErrors[error] : "Signing in did not work. Try again.";
  return (
    <>
      <div role="alert">
        <Banner tone="deny">{words}</Banner>
      </div>
      {signedIn && (
        <div>
          <ButtonLink href="/" variant="primary">
            Go to the start
          </ButtonLink>
        </div>
      )}
    </>
  );
}

function isSignInError(code: string | string[]): code is SignInError {
  return typeof code === "string" && Object.hasOwn(signInErrors, code);
}
