import { announce } from "@/components/ui/announcer";

export const testListId = "policy-tests";

/** Goes to the first test that fails; where none does, to the list, and says so. */
export function focusFirstFailing(): void {
  // The tab may have to be drawn first.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const list = document.getElementById(testListId);
      const failing = list?.querySelector<HTMLElement>("[data-passed='false']");
      (failing ?? list)?.focus();
      (failing ?? list)?.scrollIntoView({ block: "center" });
      if (list) announce(failing ? `${list.dataset["failing"] ?? ""} fail. This is the first.` : "No test fails");
    }),
  );
}

/** Goes to one test, wherever it stands in the list. */
export function focusTest(at: number): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`#${testListId} [data-test="${at}"]`);
      row?.focus();
      row?.scrollIntoView({ block: "center" });
    }),
  );
}
