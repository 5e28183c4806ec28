import { onMounted, onUnmounted } from "vue";

/** Keys belong to a field that is being filled in, and to nothing else. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select") !== null;

/** The two keys of a page: Enter does the likeliest thing while nothing has the focus, Esc leads back. */
export function useKeys(keys: { readonly enter?: () => void; readonly escape: () => void }): void {
  function onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target === document.body) keys.enter?.();
    if (event.key === "Escape" && !isWriting(event.target)) keys.escape();
  }
  onMounted(() => addEventListener("keydown", onKey));
  onUnmounted(() => removeEventListener("keydown", onKey));
}
