import { createTransport } from "nodemailer";
import { fail, ok, warn, type Finding } from "@/bin/doctor/finding";
import { isLocal, type Settings } from "@/lib/config/settings";

const patienceMs = 5_000;

export function checkPublicUrl({ publicUrl, trustedProxies }: Settings): Finding {
  if (isLocal(publicUrl)) return ok("address", `${publicUrl}, for this machine alone`);
  if (publicUrl.startsWith("http:"))
    return warn(
      "address",
      `${publicUrl} is plain http: passkeys are off and cookies are not protected`,
      "Put a reverse proxy with https in front and set AMBIT_PUBLIC_URL to https://…",
    );
  if (trustedProxies.length === 0)
    return warn(
      "address",
      `${publicUrl} needs a reverse proxy, and none is trusted: rate limits see one caller`,
      "Set AMBIT_TRUSTED_PROXIES to the proxy's address.",
    );
  return ok("address", `${publicUrl} behind ${trustedProxies.join(", ")}`);
}

export async function checkMail({ mail }: Settings): Promise<Finding> {
  if (!mail) return ok("mail", "off (AMBIT_SMTP_URL is not set): links are shown once to copy");
  const host = new URL(mail.url).hostname;
  try {
    await createTransport({ url: mail.url, connectionTimeout: patienceMs, greetingTimeout: patienceMs }).verify();
    return ok("mail", `${host} takes mail from ${mail.from}`);
  } catch (error) {
    return fail(
      "mail",
      `${host} does not let us in: ${error instanceof Error ? error.message : String(error)}`,
      "Correct AMBIT_SMTP_URL.",
    );
  }
}

export async function checkProvider({ oidc }: Settings): Promise<Finding> {
  if (!oidc) return ok("single sign-on", "off (AMBIT_OIDC_ISSUER is not set)");
  const address = `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    const found: unknown = answer.ok ? await answer.json() : undefined;
    const issuer = typeof found === "object" && found !== null && "issuer" in found ? found.issuer : undefined;
    if (issuer === oidc.issuer) return ok("single sign-on", `${oidc.issuer} answers`);
    return fail(
      "single sign-on",
      issuer === undefined
        ? `${address} answers ${answer.status}`
        : `the provider calls itself ${JSON.stringify(issuer)}`,
      "Set AMBIT_OIDC_ISSUER to exactly what the provider calls itself.",
    );
  } catch (error) {
    return fail(
      "single sign-on",
      `${address} cannot be reached (${error instanceof Error ? error.message : String(error)})`,
      "Correct AMBIT_OIDC_ISSUER, or open the way through the firewall.",
    );
  }
}
