"use client";

import { useQuery } from "@tanstack/react-query";
import { AnswerFor } from "@/components/ownerships/answer-for";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { PreferencesForm } from "@/components/shell/preferences/preferences-form";
import { Facts } from "@/components/ui/facts";
import { authOperations } from "@/lib/auth/operations";
import type { CurrentViewer } from "@/lib/auth/schema";
import { queryFor } from "@/lib/http/query";
import { PasskeyList } from "./passkeys/passkey-list";
import { ProfileForm } from "./profile-form";
import { RoleList } from "./role-list";
import { SignInList } from "./sign-in-list";

type Props = { initial: CurrentViewer; passkeysOff: string | null };

/** Everything a person can see and change about themselves. */
export function AccountPage({ initial, passkeysOff }: Props) {
  const { data: viewer = initial } = useQuery(queryFor(authOperations.getViewer, {}));
  return (
    <>
      <PageHead title="Your account" />
      <PageBody narrow>
        <Section title="What you answer for">
          <AnswerFor />
        </Section>
        <Section title="Who you are">
          <Profile viewer={viewer} />
        </Section>
        <Section title="Passkeys">
          <PasskeyList off={passkeysOff} />
        </Section>
        <Section title="Where you are signed in">
          <SignInList personId={viewer.id} />
        </Section>
        <Section title="Appearance" description="Kept with your account, so it follows you to other browsers.">
          <PreferencesForm />
        </Section>
      </PageBody>
    </>
  );
}

function Profile({ viewer }: { viewer: CurrentViewer }) {
  const { teams, roles, email } = viewer;
  return (
    <div className="grid gap-6">
      {/* By version, so that a change made elsewhere replaces what the form began with. */}
      <ProfileForm key={viewer.version} viewer={viewer} />
      <Facts
        facts={[
          { term: "E-mail", value: email },
          { term: roles.length === 1 ? "Role" : "Roles", value: <RoleList roles={roles} /> },
          { term: teams.length === 1 ? "Team" : "Teams", value: teams.length === 0 ? "None" : writeTeams(teams) },
        ]}
      />
    </div>
  );
}

function writeTeams(teams: CurrentViewer["teams"]): string {
  return teams.map(({ name, lead }) => (lead ? `${name} (lead)` : name)).join(", ");
}
