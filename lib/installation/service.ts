import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { getSettings } from "@/lib/config/settings";
import { getDatabaseRoles } from "@/lib/db/roles";
import { listKeyRows, readDatabaseFacts } from "@/lib/installation/repository";
import type { Installation } from "@/lib/installation/schema";

export async function describeInstallation(ctx: Ctx): Promise<Installation> {
  await authorize(ctx, "settings.read");
  const { publicUrl, role, production, trustedProxies, embedded, mail, oidc, telemetryUrl } = getSettings();
  const [facts, keys] = await Promise.all([readDatabaseFacts(ctx.db), listKeyRows(ctx.db)]);
  return {
    public_url: publicUrl,
    role,
    production,
    trusted_proxies: trustedProxies,
    database: {
      embedded,
      version: facts.version,
      migrations: facts.migrations,
      newest_migration: facts.newest,
      roles: getDatabaseRoles() ?? null,
    },
    mail: mail && { from: mail.from },
    oidc: oidc && {
      issuer: oidc.issuer,
      name: oidc.name,
      groups: Object.keys(oidc.groups).length,
      sign_up: oidc.signUp,
    },
    telemetry: telemetryUrl && new URL(telemetryUrl).origin,
    keys: keys.map(({ kid, purpose, alg, notBefore, notAfter }) => ({
      kid,
      purpose,
      alg,
      since: notBefore.toISOString(),
      until: notAfter?.toISOString() ?? null,
    })),
  };
}
