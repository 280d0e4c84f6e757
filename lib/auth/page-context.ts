import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Ctx } from "@/lib/access/context";
import { can } from "@/lib/access/permissions";
import { readRelyingParty } from "@/lib/auth/passkeys/relying-party";
import type { CurrentViewer } from "@/lib/auth/schema";
import { getViewer } from "@/lib/auth/viewer";
import type { PersonViewer, Viewer } from "@/lib/core/viewer";
import { openDatabase } from "@/lib/db/client";
import { getDatabaseRoles } from "@/lib/db/roles";
import { chooseRequestId } from "@/lib/http/request-id";

/** What a server component calls services with, whoever looks: the same viewer and request id as the rest of its page. */
export async function openVisitorCtx(): Promise<Ctx> {
  const requestId = chooseRequestId((await headers()).get("x-request-id"));
  return { viewer: await getViewer(), requestId, now: new Date(), db: openDatabase() };
}

/** For pages behind sign-in. Whoever is not signed in goes there, also from one page to the next, and comes back here. */
export async function openPageCtx(): Promise<Ctx<PersonViewer>> {
  const { viewer, ...ctx } = await openVisitorCtx();
  if (viewer.kind === "person") return { ...ctx, viewer };
  const here = (await headers()).get("x-ambit-path") ?? "/";
  if (here === "/") redirect("/sign-in");
  redirect(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** Sentences above every page: what an operator should change, for those who see the settings, and notices about people. */
export function listPageWarnings(viewer: Viewer, notices: CurrentViewer["notices"]): string[] {
  const about = notices.map(describeNotice);
  return can(viewer, "settings.read") ? [...about, ...listSetUpFaults()] : about;
}

function listSetUpFaults(): string[] {
  const roles = getDatabaseRoles();
  const party = readRelyingParty();
  const shared =
    roles && !roles.separate
      ? [
          `One database role does both jobs: ${roles.reason}. Set MIGRATE_DATABASE_URL to keep the audit log out of the server's reach.`,
        ]
      : [];
  return "reason" in party ? [...shared, party.reason] : shared;
}

function describeNotice({ person, until, own }: CurrentViewer["notices"][number]): string {
  const end = `${until.slice(0, 16).replace("T", " ")} UTC`;
  return own
    ? `Your passkeys were reset. You cannot approve anything until ${end}. If you did not ask for it, tell security.`
    : `The passkeys of ${person.name} were reset. They cannot approve anything until ${end}. The audit log says who did it and why.`;
}
