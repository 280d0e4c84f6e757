import "server-only";
import { mailSignInLink } from "@/lib/auth/links";
import type { Database } from "@/lib/db/client";
import { forgetExpired } from "@/lib/jobs/housekeeping";
import type { Tasks } from "@/lib/jobs/worker";
import { mailInvitation, mailResetNotice } from "@/lib/people/service";
import { log } from "@/lib/telemetry/log";

/** What each kind of job does. */
export function createTasks(db: Database): Tasks {
  return {
    async housekeeping() {
      log.debug(await forgetExpired(db, new Date()), "forgot what has expired");
    },
    mail_sign_in_link: ({ person, next }) => mailSignInLink(db, person, next),
    mail_invitation: ({ invitation }) => mailInvitation(db, invitation),
    mail_passkeys_reset: ({ person }) => mailResetNotice(db, person),
  };
}
