import "server-only";
import { getSettings } from "@/lib/config/settings";
import { makeToken } from "@/lib/crypto/one-time-token";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { sendMail } from "@/lib/mail/service";
import { findEmails, findPerson } from "@/lib/people/repository";
import { findInvitation, replaceInvitationToken } from "@/lib/people/repository/invitations";

export async function queueInvitation(tx: Tx, invitationId: string): Promise<void> {
  await enqueue(tx, "mail_invitation", { invitation: invitationId });
}

/**
 * Writes the token only now, so none ever waits in the table of jobs. The transaction holds until the mail server has
 * taken the mail: fails that, the job comes again and makes another token.
 */
export async function mailInvitation(db: Database, invitationId: string): Promise<void> {
  const { publicUrl } = getSettings();
  await inTransaction({ db }, async (tx) => {
    const invitation = await findInvitation(tx, { id: invitationId });
    const { token, hash } = makeToken();
    if (!invitation?.person.email || !(await replaceInvitationToken(tx, invitationId, hash, new Date()))) return;
    await sendMail({
      to: invitation.person.email,
      subject: "You are invited to Ambit",
      lines: [
        `Hello ${invitation.person.name},`,
        `you are invited to the Ambit console at ${publicUrl}. Open this page to accept; it works once, until ${writeDay(invitation.expiresAt)}:`,
        `${publicUrl}/sign-in/invitation?token=${token}`,
        "If you expected no invitation, do nothing.",
      ],
    });
  });
}

/** Without a mail server the console itself tells: the person and security see a notice for as long as the block lasts. */
export async function queueResetNotice(tx: Tx, personId: string): Promise<void> {
  if (getSettings().mail) await enqueue(tx, "mail_passkeys_reset", { person: personId });
}

export async function mailResetNotice(db: Database, personId: string): Promise<void> {
  const { publicUrl } = getSettings();
  const person = await findPerson(db, personId);
  if (!person?.email) return;
  const told = new Set([person.email, ...(await findEmails(db, "security"))]);
  for (const to of told) {
    await sendMail({
      to,
      subject: "Passkeys were reset in Ambit",
      lines: [
        `All passkeys of ${person.name} were removed, and every sign-in of theirs was ended. For 24 hours they cannot approve anything.`,
        `The audit log says who did it and why: ${publicUrl}/evidence/events`,
        "If nobody asked for this, deactivate the person and tell security.",
      ],
    });
  }
}

function writeDay(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
