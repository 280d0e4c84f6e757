import { expect, test } from "vitest";
import { answerInvitationForm, answerLinkForm } from "@/lib/auth/forms";
import { mailSignInLink } from "@/lib/auth/links";
import { TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { invitePerson, mailInvitation, resetPasskeys } from "@/lib/people/service";
import { actAs, makePerson, readViewer } from "@/lib/people/testing/people";
import { createTasks } from "@/lib/jobs/tasks";
import { openMailServer } from "@/lib/mail/testing/mail-server";

const { db } = await openTestDatabase();

const { url, mails } = await openMailServer();
setSettings({ mail: { url, from: "Ambit <ambit@example.org>" } });

const readToken = (mail: string | undefined): string => /token=([\w-]{43})/.exec(mail ?? "")?.[1] ?? "";

test("a sign-in link is made when it is mailed, to the person's own address, and works", async () => {
  const person = await makePerson(db);
  await mailSignInLink(db, person.id, "/agents");
  const mail = mails.at(-1) ?? "";
  expect(mail).toContain(`RCPT TO:<${person.email}>`);
  const browser = new TestBrowser();
  await browser.submit(answerLinkForm, { token: readToken(mail) });
  expect(await readViewer(db, browser.cookieHeader)).toMatchObject({ id: person.id });
  const count = mails.length;
  await mailSignInLink(db, null, "/");
  await mailSignInLink(db, (await makePerson(db, { state: "deactivated" })).id, "/");
  expect(mails).toHaveLength(count);
});

test("an invitation is mailed by a job that holds no token, and works", async () => {
  const admin = await actAs(db, "admin");
  const invited = await invitePerson(admin, {
    email: "post@example.org",
    name: "Post",
    roles: ["member"],
    teams: [],
    delivery: "mail",
  });
  expect(invited.new_invitation).toMatchObject({ url: null, mailed: true });
  const [job] = await db.$queryRaw<
    { payload: { invitation: string } }[]
  >`select payload from graphile_worker._private_jobs`;
  expect(Object.keys(job?.payload ?? {})).toEqual(["invitation"]);
  await mailInvitation(db, job?.payload.invitation ?? "");
  const browser = new TestBrowser();
  const answer = await browser.submit(answerInvitationForm, { token: readToken(mails.at(-1)) });
  expect(answer.headers.get("location")).toBe("http://localhost:4600/");
  await mailInvitation(db, job?.payload.invitation ?? "");
  expect(mails.filter((mail) => mail.includes("post@example.org"))).toHaveLength(1);
});

test("that passkeys were reset is told to the person and to all of security", async () => {
  const admin = await actAs(db, "admin");
  const security = [await makePerson(db, { roles: ["security"] }), await makePerson(db, { roles: ["security"] })];
  await makePerson(db, { roles: ["security"], state: "deactivated" });
  const person = await makePerson(db);
  const key = {
    id: "pky_01KAKZ4A6S8D2F5G9H1J3K7M0N",
    credentialId: "lost",
    personId: person.id,
    name: "Phone",
    counter: 0,
    backedUp: false,
  };
  await db.passkey.create({ data: { ...key, publicKey: new Uint8Array([1]), createdAt: new Date() } });
  await resetPasskeys(admin, person.id, { reason: "Phone lost" });
  mails.length = 0;
  const run = { id: "1", attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
  await createTasks(db).mail_passkeys_reset({ person: person.id }, run);
  const receivers = mails.flatMap((mail) => /RCPT TO:<([^>]+)>/.exec(mail)?.[1] ?? []);
  expect(receivers.toSorted()).toEqual([person, ...security].map(({ email }) => email).toSorted());
  expect(mails.join()).not.toContain("Phone lost");
});

test("a mail server that is away makes the job fail, so that it comes again", async () => {
  setSettings({ mail: { url: "smtp://127.0.0.1:1", from: "ambit@example.org" } });
  const person = await makePerson(db);
  await expect(mailSignInLink(db, person.id, "/")).rejects.toThrow(/ECONNREFUSED/);
  expect(await db.oneTimeLink.count({ where: { personId: person.id } })).toBe(0);
});
