import { hostCookieName } from "@/lib/auth/sign-ins/cookie";
import { findSignIn, openSignIn } from "@/lib/auth/sign-ins";
import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/core/ids";
import type { PersonViewer, Role, SignInMethod, Viewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { PersonState } from "@/lib/people/rules";

export type TestPerson = { id: string; email: string; name: string };
type Wanted = { roles?: readonly Role[]; name?: string; email?: string; state?: PersonState; sample?: boolean };

let made = 0;

/** An active member of their own, unless told otherwise. */
export async function makePerson(db: Database, wanted: Wanted = {}): Promise<TestPerson> {
  const id = newId("person");
  const {
    roles = ["member"],
    name = `Person ${++made}`,
    email = `${id.slice(-10).toLowerCase()}@example.org`,
    state = "active",
  } = wanted;
  const at = new Date();
  await db.person.create({
    data: { id, name, email, state, roles: [...roles], sample: wanted.sample ?? false, createdAt: at, updatedAt: at },
  });
  return { id, email, name };
}

export async function makeTeam(
  db: Database,
  name = `Team ${++made}`,
): Promise<{ id: string; slug: string; name: string }> {
  const id = newId("team");
  const slug = `t-${id.slice(-12).toLowerCase()}`;
  await db.team.create({ data: { id, slug, name, createdAt: new Date(), updatedAt: new Date() } });
  return { id, slug, name };
}

type SigningIn = { method?: SignInMethod; now?: Date; userAgent?: string };

/** Opens a real sign-in; what comes back is the `Cookie` header of that browser. */
export async function signInAs(db: Database, person: { id: string }, options: SigningIn = {}): Promise<string> {
  const ctx = makeCtx(db, { kind: "anonymous" }, options.now ?? new Date());
  const browser = {
    address: "192.0.2.1",
    userAgent: options.userAgent ?? "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  };
  const { token } = await inTransaction(ctx, (tx) =>
    openSignIn(tx, ctx, { personId: person.id, method: options.method ?? "link", browser }),
  );
  return `${hostCookieName("ambit-session")}=${token}`;
}

/** The viewer behind a `Cookie` header, as the next request would see them. */
export async function readViewer(
  db: Database,
  cookie: string,
  now: Date = new Date(),
): Promise<PersonViewer | undefined> {
  return (await findSignIn(db, cookie.slice(cookie.indexOf("=") + 1), now))?.viewer;
}

export function makeCtx(db: Database, viewer: Viewer, now: Date = new Date()): Ctx {
  return { viewer, requestId: newId("request"), now, db };
}

/** A context of somebody with these roles who signed in just now, sign-in and all. */
export async function actAs(db: Database, ...roles: Role[]): Promise<Ctx<PersonViewer>> {
  return actAsPerson(db, await makePerson(db, { roles }));
}

export async function actAsPerson(
  db: Database,
  person: { id: string },
  options: SigningIn = {},
): Promise<Ctx<PersonViewer>> {
  const viewer = await readViewer(db, await signInAs(db, person, options), options.now);
  if (!viewer) throw new Error("The person could not sign in.");
  return { viewer, requestId: newId("request"), now: options.now ?? new Date(), db };
}
