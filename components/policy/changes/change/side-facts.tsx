import { Section } from "@/components/shell/page/section";
import { environmentWords } from "@/components/shell/environment";
import { showHiddenCharacters } from "@/components/ui/fence";
import { Facts } from "@/components/ui/facts";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { PolicyChange } from "@/lib/policy/schema";
import { placeOf, versionHref } from "../place";
import { listNames, nameOf } from "../words";

/** Why it was proposed, who can review it, and where it belongs. */
export function SideFacts({ change }: { change: PolicyChange }) {
  const { because, author, reviewers, state, base_version: base, restores, environment } = change;
  const { activate_at: begins, expires_at: ends } = change;
  const place = placeOf(change);
  return (
    <>
      <Section title="Why">
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{showHiddenCharacters(because)}</p>
        <p className="mt-1 text-dense text-muted">{nameOf(author)}</p>
      </Section>
      {state === "in_review" && (
        <Section title={reviewers.length === 0 ? "Nobody can review it now" : "Who can review it"}>
          <p className="text-dense text-muted">
            {reviewers.length === 0
              ? "Everybody with the right wrote in it. Ask security: an admin can give somebody that role."
              : `${listNames(reviewers)}. Whoever wrote in it cannot.`}
          </p>
        </Section>
      )}
      <Section title="Record">
        <Facts
          facts={[
            {
              term: "Of",
              value: (
                <TextLink href={place.editor}>
                  {place.kind === "agent" ? <span translate="no">{place.name}</span> : "Guardrails"}
                </TextLink>
              ),
            },
            { term: "Environment", value: environmentWords[environment].name },
            {
              term: "Began from",
              value:
                base === null ? (
                  "Nothing was live"
                ) : (
                  <TextLink href={versionHref(place, base)}>Version {base}</TextLink>
                ),
            },
            ...(restores === null
              ? []
              : [
                  {
                    term: "Goes back to",
                    value: <TextLink href={versionHref(place, restores)}>Version {restores}</TextLink>,
                  },
                ]),
            {
              term: "Goes live",
              value: begins === null ? "When somebody makes it live" : <Time at={begins} showZone />,
            },
            { term: "Ends", value: ends === null ? "Never by itself" : <Time at={ends} showZone /> },
          ]}
        />
      </Section>
    </>
  );
}
