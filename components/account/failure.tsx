import { Banner } from "@/components/ui/banner";
import { explainFailure } from "./passkeys/ceremonies";

/** Why the press just made did not work; read aloud as it appears. */
export function Failure({ error }: { error: Error | null | undefined }) {
  if (!error) return null;
  return (
    <div role="alert" className="w-full">
      <Banner tone="deny">{explainFailure(error)}</Banner>
    </div>
  );
}
