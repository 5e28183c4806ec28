import { computed, onScopeDispose, ref, shallowRef, toValue, watch } from "vue";
import type { AlertView, DeviceView, MessageView, PointDelta, PointDetail } from "@/api/types";
import { failureText } from "@/i18n/failure";
import { withDelta } from "@/lib/channels";
import { byUrgency, isEquipment, isReturned, isUnheard } from "@/lib/level";
import { withNewest } from "@/lib/reduce";
import { api, live, picture, snapshots } from "./centre";

const READ_AGAIN_MS = 3_000;

/** One hazard point, kept up to date by its own topic and by the picture of the division; none while its id is empty. */
export function usePoint(id: () => string) {
  const detail = shallowRef<PointDetail | null>(null);
  const devices = shallowRef<readonly DeviceView[]>([]);
  const failure = ref<string | null>(null);
  let leave: (() => void) | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  async function read(): Promise<void> {
    clearTimeout(again);
    const wanted = toValue(id);
    if (wanted === "") return;
    try {
      const found = await api.point(wanted);
      if (wanted !== toValue(id)) return;
      detail.value = found;
      devices.value = found.deviceList;
      failure.value = null;
    } catch (error) {
      if (wanted !== toValue(id) || left) return;
      failure.value = failureText(error);
      again = setTimeout(() => void read(), READ_AGAIN_MS);
    }
  }

  function hear(delta: PointDelta): void {
    devices.value = withDelta(devices.value, delta);
  }

  watch(
    id,
    (next) => {
      leave?.();
      detail.value = null;
      devices.value = [];
      leave = next === "" ? null : live.onPoint(next, hear, () => void read());
      void read();
    },
    { immediate: true },
  );
  watch(snapshots, () => void read());
  onScopeDispose(() => {
    left = true;
    clearTimeout(again);
    leave?.();
  });

  const point = computed(() => (detail.value ? { ...detail.value, ...picture.value.points.get(id()) } : null));
  const alerts = computed<readonly AlertView[]>(() => {
    const newest = new Map((detail.value?.alerts ?? []).map((alert) => [alert.id, alert]));
    for (const alert of picture.value.alerts.values()) {
      const held = newest.get(alert.id);
      if (alert.pointId === id() && (!held || alert.seq >= held.seq)) newest.set(alert.id, alert);
    }
    return [...newest.values()];
  });
  const messages = computed<readonly MessageView[]>(() =>
    picture.value.messages
      .filter(({ pointId }) => pointId === id())
      .reduce<readonly MessageView[]>(withNewest, detail.value?.messages ?? []),
  );
  const open = computed(() => alerts.value.filter((alert) => alert.open && !isEquipment(alert)).sort(byUrgency));
  const unheard = computed(() => alerts.value.filter((alert) => isUnheard(alert) || isReturned(alert)).sort(byUrgency));
  const troubles = computed(() => alerts.value.filter((alert) => alert.open && isEquipment(alert)));
  const past = computed(() =>
    alerts.value.filter((alert) => !alert.open).sort((a, b) => Date.parse(b.detectedAt) - Date.parse(a.detectedAt)),
  );
  return { point, devices, alerts, open, unheard, troubles, past, messages, failure, read };
}
