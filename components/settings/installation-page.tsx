import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Banner } from "@/components/ui/banner";
import { Code } from "@/components/ui/code";
import { type Fact, Facts } from "@/components/ui/facts";
import type { SignInOptions } from "@/lib/auth/schema";
import type { Installation } from "@/lib/installation/schema";
import { KeyTable } from "./key-table";

type Props = { installation: Installation; options: SignInOptions; version: string; node: string };

/** How this installation is set up. Everything here is changed where the server is started, so nothing can be pressed. */
export function InstallationPage({ installation, options, version, node }: Props) {
  const { database } = installation;
  return (
    <>
      <PageHead
        title="Set-up"
        subtitle="As the server was started. An operator changes it with settings, then starts anew."
      />
      <PageBody narrow>
        <Section title="Server">
          <Facts facts={listServerFacts(installation, version, node)} />
        </Section>
        <Section title={database.embedded ? "Database: its own PostgreSQL" : "Database: an external PostgreSQL"}>
          <div className="grid gap-4">
            {database.roles && !database.roles.separate && <SharedRoleWarning reason={database.roles.reason} />}
            <Facts facts={listDatabaseFacts(database)} />
          </div>
        </Section>
        <Section title="Ways in">
          <Facts facts={listWays(installation, options)} />
        </Section>
        <Section
          title="Signing keys"
          description="One key, one purpose. The private halves are sealed under a key that is not in the database."
        >
          <KeyTable keys={installation.keys} />
        </Section>
      </PageBody>
    </>
  );
}

function SharedRoleWarning({ reason }: { reason: string }) {
  return (
    <Banner tone="pending" title="One database role does both jobs.">
      {reason}. Whoever takes over the server could change the audit log. Set <Code>MIGRATE_DATABASE_URL</Code> to a
      role of its own.
    </Banner>
  );
}

const roleWords: Readonly<Record<Installation["role"], string>> = {
  all: "Everything: console, enforcement and background work",
  console: "The console",
  enforcement: "Enforcement",
  worker: "Background work",
};

function listServerFacts(installation: Installation, version: string, node: string): Fact[] {
  const { public_url, role, production, trusted_proxies: proxies, telemetry } = installation;
  return [
    {
      term: "Address",
      value: <Code>{public_url}</Code>,
      detail: "Issuer, links, cookies and passkeys are made from it.",
    },
    { term: "Version", value: version, detail: `On Node ${node}` },
    { term: "This process", value: roleWords[role] },
    { term: "Production", value: production ? "Yes, the strict checks of settings hold" : "No" },
    { term: "Trusted proxies", value: proxies.length === 0 ? "None" : proxies.join(", ") },
    { term: "Traces", value: telemetry === null ? "Off" : <>To {telemetry}</> },
  ];
}

function listDatabaseFacts({ version, migrations, newest_migration, roles }: Installation["database"]): Fact[] {
  return [
    { term: "PostgreSQL", value: version },
    { term: "Migrations", value: `${migrations} applied`, detail: <>Newest: {newest_migration}</> },
    { term: "Runs as", value: roles === null ? "Unknown" : <Code>{roles.running}</Code> },
    {
      term: "Schema owned by",
      value: roles === null ? "Unknown" : <Code>{roles.owner}</Code>,
      ...(roles?.separate ? { detail: "The server cannot change the log: the database refuses it." } : {}),
    },
  ];
}

function listWays({ mail, oidc }: Installation, { passkeys }: SignInOptions): Fact[] {
  return [
    {
      term: "Passkeys",
      value: passkeys.available ? "On" : "Off",
      ...(passkeys.reason === null ? {} : { detail: passkeys.reason }),
    },
    {
      term: "Single sign-on",
      value: oidc === null ? "Off" : `On, ${oidc.name}`,
      ...(oidc === null ? { detail: "AMBIT_OIDC_ISSUER is not set." } : { detail: describeProvider(oidc) }),
    },
    {
      term: "Mail",
      value: mail === null ? "Off" : `On, from ${mail.from}`,
      ...(mail === null ? { detail: "Links and invitations are shown once to copy. AMBIT_SMTP_URL is not set." } : {}),
    },
  ];
}

function describeProvider({ issuer, groups, sign_up }: NonNullable<Installation["oidc"]>): string {
  const mapped =
    groups === 0 ? "no group gives a role" : `${groups} ${groups === 1 ? "group gives" : "groups give"} roles or teams`;
  return `${issuer}, ${mapped}, ${sign_up ? "whoever it vouches for becomes a member" : "only invited people"}.`;
}
