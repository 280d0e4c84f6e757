"use client";

import { openPanel } from "@/components/shell/commands/panels";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { Facts } from "@/components/ui/facts";
import { Kbd } from "@/components/ui/kbd";
import { TextLink } from "@/components/ui/text-link";

/** Short on purpose: where to look, and what to send along when something is wrong. */
export function HelpPage({ version }: { version: string }) {
  return (
    <>
      <PageHead title="Help" />
      <PageBody narrow>
        <Section title="Keys">
          <p className="max-w-prose">
            Press <Kbd>?</Kbd> anywhere for every shortcut of the page you are on. Single keys can be switched off on{" "}
            <TextLink href="/me">your account</TextLink>.
          </p>
          <div className="mt-3">
            <Button onClick={() => openPanel("shortcuts")}>Show shortcuts</Button>
          </div>
        </Section>
        <Section title="For programs">
          <p className="max-w-prose">
            Everything these pages do, the <TextLink href="/api/docs">API</TextLink> does too, under the same rules. Its
            description for machines is OpenAPI 3.1, at <Code>/api/openapi.json</Code>.
          </p>
        </Section>
        <Section title="On the server">
          <Facts
            facts={[
              { term: "Is it well?", value: <Code>npx ambit doctor</Code> },
              {
                term: "Sign-in link",
                value: <Code>npx ambit sign-in-link</Code>,
                detail: "With --email for anybody but the first admin",
              },
              { term: "Back up", value: <Code>npx ambit backup FILE</Code> },
              { term: "Documents", value: "README.md, ARCHITECTURE.md and SECURITY.md beside the program" },
            ]}
          />
        </Section>
        <Section title="When something is wrong">
          <p className="max-w-prose">
            Tell an admin what you did, what you saw and what you expected, with the request id that stands under the
            error: with it they find what happened in the server's log. A hole in security goes to the makers in
            private, as SECURITY.md says.
          </p>
          <p className="mt-3 text-muted">Ambit {version}</p>
        </Section>
      </PageBody>
    </>
  );
}
