import { showToast } from "@/components/ui/toast";

/** Ends this browser's sign-in. A full load afterwards, so that nothing of the person stays in memory. */
export async function signOut(): Promise<void> {
  const [{ callOperation, ApiError }, { authOperations }] = await Promise.all([
    import("@/lib/http/client"),
    import("@/lib/auth/operations"),
  ]);
  try {
    await callOperation(authOperations.signOut, {});
  } catch (error) {
    // Somebody or something else has ended it already.
    if (!(error instanceof ApiError && error.status === 401)) {
      showToast({ title: "You are still signed in", detail: "The server did not answer. Try again.", failed: true });
      return;
    }
  }
  location.assign("/sign-in");
}
