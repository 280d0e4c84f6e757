"use client";

import { lazy } from "react";
import { ClockIcon } from "@/components/ui/icons/states";
import { Popover } from "@/components/ui/overlay/popover";
import type { AgentTab } from "../addresses";

/** The popover around it waits for it, so that the focus finds its field. */
const InstantForm = lazy(async () => ({ default: (await import("./instant-form")).InstantForm }));

type Props = { slug: string; tab: AgentTab; asOf: string | null };

/** Looks at the record as it was at an instant. The instant stands in the address, so that others see the same. */
export function AsOfField(props: Props) {
  return (
    <Popover
      label="As of an instant"
      align="end"
      button={
        <>
          <ClockIcon />
          As of…
        </>
      }
    >
      {(close) => <InstantForm {...props} onDone={close} />}
    </Popover>
  );
}
