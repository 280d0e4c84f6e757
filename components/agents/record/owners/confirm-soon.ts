import { showToast } from "@/components/ui/toast";

/** How long a key that was not meant can be taken back. Until then nothing is recorded, so that undoing is no lie. */
const undoMs = 5_000;

/** Records after a while, also when the person has moved on to another page; the answer takes it back. */
export function confirmSoon(record: () => void, onOver: () => void): () => void {
  const timer = setTimeout(() => {
    putAway();
    onOver();
    record();
  }, undoMs);
  const takeBack = () => {
    clearTimeout(timer);
    putAway();
    onOver();
    showToast({ title: "Taken back", detail: "Nothing was recorded" });
  };
  const putAway = showToast({
    title: "Confirming in 5 seconds",
    detail: "You go on answering for it. U takes it back.",
    pending: true,
    action: { label: "Undo", run: takeBack },
  });
  return takeBack;
}
