import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import type { DeviceView } from "@/api/types";
import { inLanes } from "@/lib/lanes";
import { rubbishOf } from "@/lib/rejections";
import { api, picture, snapshots } from "./centre";
import { now } from "./clock";

const PAUSE_MS = 20_000;
/** The rounds take at most this share of the time, however many points there are. */
const SHARE = 1 / 4;
const LANES = 3;

/**
 * Instruments whose data was rejected in the last hour. The picture does not hold instruments: the points are asked for
 * theirs in rounds. `known` once a round has read them all.
 */
export function useRubbish() {
  const held = shallowRef<ReadonlyMap<string, readonly DeviceView[]>>(new Map());
  const known = ref(false);
  let alive = true;
  let running = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function round(): Promise<void> {
    const ids = [...picture.value.points.values()].filter(({ devices }) => devices.length > 0).map(({ id }) => id);
    const found = new Map([...held.value].filter(([id]) => ids.includes(id)));
    try {
      await inLanes(ids, LANES, async (id) => {
        if (alive) found.set(id, (await api.point(id)).deviceList);
      });
      known.value = true;
    } finally {
      held.value = found;
    }
  }

  async function rounds(): Promise<void> {
    if (running) return;
    running = true;
    clearTimeout(timer);
    const begin = Date.now();
    await round().catch(() => undefined);
    running = false;
    const pause = Math.max(PAUSE_MS, (Date.now() - begin) * (1 / SHARE - 1));
    if (alive) timer = setTimeout(() => void rounds(), pause);
  }

  // not before the first snapshot: it tells which points there are
  watch(snapshots, (n) => n > 0 && void rounds(), { immediate: true });
  onScopeDispose(() => {
    alive = false;
    clearTimeout(timer);
  });
  const rubbish = computed(() => rubbishOf([...held.value.values()].flat(), now.value));
  return { rubbish, known };
}
