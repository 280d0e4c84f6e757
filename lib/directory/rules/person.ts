import { emailField } from "@/lib/core/fields";
import { findHidden, removeHidden } from "@/lib/core/visible-text";
import type { Document, Value } from "@/lib/directory/rules/document";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** What a directory says of a person, taken out of its document. */
export type Described = {
  userName: string;
  externalId: string | null;
  displayName: string | null;
  formattedName: string | null;
  givenName: string | null;
  familyName: string | null;
  /** Nothing said: it stays as it is. */
  active: boolean | undefined;
  email: string;
  /** What people read. */
  name: string;
};

/**
 * `held` is the address the person has now and the user name it may come from: a user name that is an address carries
 * the address along when the directory says no other.
 */
export function describePerson(document: Document, held?: Held): Described {
  const userName = readText(document["userName"]);
  if (userName === null) throw refuseInput("invalidValue", "userName is missing.");
  const hidden = findHidden(userName);
  if (hidden !== undefined)
    throw refuseInput("invalidValue", `userName holds a character that cannot be seen, ${hidden}.`);
  const parts = document["name"];
  const names = typeof parts === "object" && !Array.isArray(parts) ? parts : {};
  const given = {
    displayName: readText(document["displayName"]),
    formattedName: readText(names["formatted"]),
    givenName: readText(names["givenName"]),
    familyName: readText(names["familyName"]),
  };
  const active = document["active"];
  return {
    userName,
    externalId: readText(document["externalId"]),
    ...given,
    active: typeof active === "boolean" ? active : undefined,
    email: chooseEmail(document, userName, held),
    name: chooseName(given, userName),
  };
}

function readText(value: Value | undefined): string | null {
  return typeof value === "string" ? value : null;
}

type Held = { userName: string; email: string | null };

function chooseEmail(document: Document, userName: string, held: Held | undefined): string {
  const listed = chooseListed(document["emails"]);
  const follows = held && held.email === held.userName.toLowerCase() && listed?.toLowerCase() === held.email;
  const email = (follows ? readEmail(userName) : undefined) ?? readEmail(listed ?? userName);
  if (email !== undefined) return email;
  throw refuseInput("invalidValue", "There is no e-mail address: neither emails nor userName holds one.");
}

function readEmail(text: string): string | undefined {
  const parsed = emailField.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

/** The primary, else the one for work, else the first. */
function chooseListed(emails: Value | undefined): string | null {
  const list = Array.isArray(emails) ? emails.filter(({ value }) => typeof value === "string") : [];
  const chosen =
    list.find(({ primary }) => primary === true) ??
    list.find(({ type }) => typeof type === "string" && type.toLowerCase() === "work") ??
    list[0];
  return readText(chosen?.["value"]);
}

type Names = Pick<Described, "displayName" | "formattedName" | "givenName" | "familyName">;

function chooseName({ displayName, formattedName, givenName, familyName }: Names, userName: string): string {
  const both = [givenName, familyName].filter((part) => part !== null).join(" ");
  return (
    [displayName, formattedName, both, userName].map((name) => cleanName(name ?? "")).find((name) => name !== "") ??
    "Unnamed"
  );
}

/** What hides is left out, since no person is there to be told. */
export function cleanName(text: string): string {
  return removeHidden(text)
    .slice(0, 120)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
}
