import { computed, ref, watch } from "vue";
import type { Range } from "@/lib/plot";
import { isWhole, moved, zoomed } from "@/lib/zoom";

const CLOSER = 0.5;
const WHEEL = 0.8;
/** Keys and buttons move on by that share of what is seen. */
const STEP = 0.25;

/**
 * The part of a curve that is looked at: closer and back by wheel, keys and buttons, along it by dragging.
 *
 * @param whole all that there is, ms
 * @param msPerPixel of the curve as it is drawn now
 */
export function useZoom(whole: () => Range, msPerPixel: () => number) {
  const part = ref<Range | null>(null);
  const drag = ref<{ readonly x: number; readonly from: Range } | null>(null);
  const window = computed<Range>(() => (part.value ? moved(part.value, whole(), 0) : whole()));
  const isZoomed = computed(() => !isWhole(window.value, whole()));
  const middle = (): number => (window.value[0] + window.value[1]) / 2;

  function look(next: Range): void {
    part.value = isWhole(next, whole()) ? null : next;
  }
  const closer = (at = middle()): void => look(zoomed(window.value, whole(), CLOSER, at));
  const back = (at = middle()): void => look(zoomed(window.value, whole(), 1 / CLOSER, at));
  const reset = (): void => void (part.value = null);
  const go = (share: number): void => look(moved(window.value, whole(), share * (window.value[1] - window.value[0])));

  /** With Ctrl held: a wheel alone scrolls the page. */
  function wheel(event: WheelEvent, at: number): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    look(zoomed(window.value, whole(), event.deltaY < 0 ? WHEEL : 1 / WHEEL, at));
  }

  function grab(event: PointerEvent): void {
    if (isZoomed.value && event.button === 0) drag.value = { x: event.clientX, from: window.value };
  }
  /** Whether the curve was moved. */
  function pull(event: PointerEvent): boolean {
    const held = drag.value;
    if (!held || event.buttons === 0) return false;
    look(moved(held.from, whole(), (held.x - event.clientX) * msPerPixel()));
    return true;
  }
  const drop = (): void => void (drag.value = null);

  /** Whether the key was meant for this. */
  function key(event: KeyboardEvent, at: number | null): boolean {
    const act = {
      "+": () => closer(at ?? undefined),
      "=": () => closer(at ?? undefined),
      "-": () => back(at ?? undefined),
      "0": reset,
      PageUp: () => go(-STEP),
      PageDown: () => go(STEP),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return false;
    event.preventDefault();
    act();
    return true;
  }

  watch(
    () => whole()[1] - whole()[0],
    () => {
      if (part.value && isWhole(part.value, whole())) reset();
    },
  );
  return { window, isZoomed, closer, back, reset, go, wheel, grab, pull, drop, key };
}
