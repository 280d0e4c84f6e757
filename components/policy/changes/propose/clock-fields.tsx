import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { formatTime } from "@/components/ui/format-time";
import { readZoneField } from "./zone-time";

export type ClockFields = { readonly begins: string; readonly ends: string };
export const noClock: ClockFields = { begins: "", ends: "" };

/** As the API takes them. */
export function readClock({ begins, ends }: ClockFields, zone: string): { activate_at?: string; expires_at?: string } {
  const [activate, expire] = [readZoneField(begins, zone), readZoneField(ends, zone)];
  return {
    ...(activate !== undefined && { activate_at: activate }),
    ...(expire !== undefined && { expires_at: expire }),
  };
}

type Props = {
  fields: ClockFields;
  onChange: (fields: ClockFields) => void;
  zone: string;
  faultOf: (name: string) => string | undefined;
};

/** When it begins and ends by itself, in the viewer's zone with UTC beside it. Most changes have neither. */
export function Clock({ fields, onChange, zone, faultOf }: Props) {
  return (
    <details className="grid gap-3 rounded-control border border-hairline px-3 py-2 open:pb-3">
      <summary className="cursor-pointer font-medium">
        When <span className="font-normal text-subtle">(optional: else when somebody makes it live)</span>
      </summary>
      <div className="mt-3 grid gap-4">
        <p className="text-dense text-muted">Your time zone is {zone}.</p>
        <Field label="Goes live at" hint={describeUtc(fields.begins, zone)} error={faultOf("activate_at")} optional>
          <Input
            type="datetime-local"
            value={fields.begins}
            onChange={(event) => onChange({ ...fields, begins: event.target.value })}
          />
        </Field>
        <Field
          label="Ends at"
          hint={
            describeUtc(fields.ends, zone) ??
            "Then what is live now is live again, unless something else went live by then."
          }
          error={faultOf("expires_at")}
          optional
        >
          <Input
            type="datetime-local"
            value={fields.ends}
            onChange={(event) => onChange({ ...fields, ends: event.target.value })}
          />
        </Field>
      </div>
    </details>
  );
}

function describeUtc(value: string, zone: string): string | undefined {
  const at = readZoneField(value, zone);
  return at === undefined ? undefined : `${formatTime(new Date(at), "UTC", "minute")} UTC`;
}
