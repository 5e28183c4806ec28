import { onMounted, onUnmounted } from "vue";

/** Keys belong to a field that is being filled in, and to nothing else. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select") !== null;

const isPressed = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("button, a, summary") !== null;

interface Keys {
  /** Opens something that changes nothing. */
  readonly enter?: () => void;
  /** The button of the likeliest act, if there is one now. */
  readonly act?: () => HTMLElement | null | undefined;
  readonly escape?: () => void;
}

/**
 * The keys of a page, while nothing has the focus. Enter opens what `enter` says, or leads to the button of `act` and stops
 * there: whoever presses Enter once too often has read nothing, so no number of Enters does it. Space does, and so does
 * Enter on a button that Tab led to. A key that is held decides nothing. Esc leads back.
 */
export function useKeys({ enter, act, escape }: Keys): void {
  let led: HTMLElement | null = null;

  function release(): void {
    if (led) delete led.dataset["led"];
    led = null;
  }

  function leadTo(button: HTMLElement): void {
    release();
    led = button;
    button.dataset["led"] = "";
    button.addEventListener("blur", release, { once: true });
    button.focus();
  }

  function onEnter(event: KeyboardEvent): void {
    if (event.repeat ? isPressed(event.target) : led !== null && event.target === led) event.preventDefault();
    if (event.repeat || event.target !== document.body) return;
    // else the browser takes the same Enter for a press of what has the focus by then
    event.preventDefault();
    const button = act?.();
    if (button) leadTo(button);
    else enter?.();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Enter") onEnter(event);
    if (event.key === "Escape" && !isWriting(event.target)) escape?.();
  }
  onMounted(() => addEventListener("keydown", onKey));
  onUnmounted(() => {
    removeEventListener("keydown", onKey);
    release();
  });
}
