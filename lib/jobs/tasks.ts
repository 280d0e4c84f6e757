import "server-only";
import {
  closeUngoverned,
  followLater,
  mailConfirmation,
  mailQuestions,
  mailSuccession,
  releaseRest,
  remindOwners,
} from "@/lib/agents/service";
import { mailSignInLink } from "@/lib/auth/links";
import type { Database } from "@/lib/db/client";
import { eraseOldDecisions } from "@/lib/decisions/service";
import { forgetExpired } from "@/lib/jobs/housekeeping";
import { moveLater } from "@/lib/directory/service";
import { carryOut } from "@/lib/imports/service";
import type { Tasks } from "@/lib/jobs/worker";
import { mailInvitation, mailResetNotice } from "@/lib/people/service";
import { applyDueChange, expireChange, mailPolicyChanged, runReplay } from "@/lib/policy/service";
import { log } from "@/lib/telemetry/log";

/** What each kind of job does. */
export function createTasks(db: Database): Tasks {
  return {
    async housekeeping() {
      log.debug(await forgetExpired(db, new Date()), "forgot what has expired");
    },
    async erase_decisions() {
      log.debug(await eraseOldDecisions(db, new Date()), "let old decisions go");
    },
    async close_ungoverned() {
      log.debug({ closed: await closeUngoverned(db, new Date()) }, "closed agents nobody answers for");
    },
    async remind_owners({ _cron }) {
      const mailed = await remindOwners(db, _cron ? new Date(_cron.ts) : new Date());
      log.debug({ mailed }, "asked for mails about confirmations");
    },
    mail_ownership_asked: ({ person }) => mailQuestions(db, person),
    mail_confirmation: ({ person }) => mailConfirmation(db, person),
    mail_succession: ({ person }) => mailSuccession(db, person),
    release_holdings: (payload) => releaseRest(db, payload),
    rederive_agents: ({ agents, cause }) => followLater(db, agents, cause),
    mail_sign_in_link: ({ person, next }) => mailSignInLink(db, person, next),
    mail_invitation: ({ invitation }) => mailInvitation(db, invitation),
    mail_passkeys_reset: ({ person }) => mailResetNotice(db, person),
    apply_change: ({ change }) => applyDueChange(db, change),
    expire_change: ({ change }) => expireChange(db, change),
    mail_policy_changed: ({ person, agent }) => mailPolicyChanged(db, person, agent),
    run_replay: ({ replay }, run) => runReplay(db, replay, run),
    run_import: ({ import: id }, run) => carryOut(db, id, run),
    directory_moves: ({ directory, moves }) => moveLater(db, directory, moves),
  };
}
