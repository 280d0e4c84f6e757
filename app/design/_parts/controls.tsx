"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { CloseIcon, DownloadIcon, MoreIcon, PlusIcon } from "@/components/ui/icons/actions";
import { AllowedIcon, ClockIcon, DeniedIcon } from "@/components/ui/icons/states";
import { Kbd } from "@/components/ui/kbd";
import { Segmented } from "@/components/ui/segmented";
import { LinkTabs, Tabs } from "@/components/ui/tabs";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import { Case, Part } from "./specimen";

export function Buttons() {
  return (
    <Part title="Buttons and links">
      <Case name="Primary is ink; secondary, quiet, danger">
        <Button variant="primary">Invite a person</Button>
        <Button>Export CSV</Button>
        <Button variant="quiet">Cancel</Button>
        <Button variant="danger">Deactivate</Button>
      </Case>
      <Case name="With icon, with key, small">
        <Button icon={<PlusIcon />}>Add a passkey</Button>
        <Button>
          Confirm now <Kbd>Y</Kbd>
        </Button>
        <Button size="small">Revoke</Button>
        <Button size="small" variant="quiet" icon={<DownloadIcon size={14} />}>
          Proof
        </Button>
      </Case>
      <Case name="Decisions are the only large colour fields" wide>
        <Button variant="deny" size="large" icon={<DeniedIcon />}>
          Deny… <Kbd>D</Kbd>
        </Button>
        <Button size="large" icon={<ClockIcon />}>
          Hold
        </Button>
        <Button variant="allow" size="large" icon={<AllowedIcon />}>
          Allow…
        </Button>
      </Case>
      <Case name="Cannot be pressed, with the reason; under way">
        <Button disabledReason="Only an admin can invite people">Invite a person</Button>
        <Button variant="primary" disabledReason="Nothing has changed">
          Save
        </Button>
        <Button busy busyText="Recording…">
          Save
        </Button>
      </Case>
      <Case name="Icon buttons, copy">
        <IconButton icon={MoreIcon} label="More" />
        <IconButton icon={CloseIcon} label="Close" variant="secondary" />
        <IconButton icon={CloseIcon} label="Remove" size="small" />
        <CopyButton text="evt_01JCD" what="the id" size="medium" />
      </Case>
      <Case name="Links">
        <ButtonLink href="/design">A link that looks like a button</ButtonLink>
        <p>
          Text with <TextLink href="/design">a link</TextLink>,{" "}
          <TextLink href="/design" plain>
            a plain one
          </TextLink>{" "}
          and <ExternalLink href="https://www.rfc-editor.org/rfc/rfc6962">RFC 6962</ExternalLink>.
        </p>
      </Case>
    </Part>
  );
}

export function Switchers() {
  const [rows, setRows] = useState<"comfortable" | "compact">("comfortable");
  const [tab, setTab] = useState<"event" | "proof">("event");
  return (
    <Part title="Segments and tabs">
      <Case name="Segmented">
        <Segmented
          label="Example rows"
          value={rows}
          onChange={setRows}
          segments={[
            { value: "comfortable", label: "Comfortable" },
            { value: "compact", label: "Compact" },
          ]}
        />
      </Case>
      <Case name="Tabs inside a page">
        <div className="w-full">
          <Tabs
            label="Example"
            value={tab}
            onChange={setTab}
            panels={[
              { id: "event", label: "Event", content: "What happened, and who did it." },
              { id: "proof", label: "Proof", content: "The path from this event to the signed root." },
            ]}
          />
        </div>
      </Case>
      <Case name="Tabs that are pages">
        <div className="w-full">
          <LinkTabs
            label="Example pages"
            links={[
              { href: "/design", label: "Components" },
              { href: "/design/shell", label: "Shell" },
            ]}
          />
        </div>
      </Case>
    </Part>
  );
}
