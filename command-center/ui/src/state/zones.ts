import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import type { Zones } from "@/api/registry";
import { api, picture } from "./centre";

const READ_AGAIN_MS = 30_000;
export const NO_ZONES: Zones = { type: "FeatureCollection", features: [] };

/** The danger zones of the division; read again when any point has another version. */
export function useZones() {
  const zones = shallowRef<Zones>(NO_ZONES);
  const again = ref<ReturnType<typeof setTimeout>>();
  let left = false;
  const versions = computed(() =>
    [...picture.value.points.values()].map(({ id, version }) => `${id}:${version}`).join(),
  );

  async function read(): Promise<void> {
    clearTimeout(again.value);
    try {
      zones.value = await api.registry.zones();
    } catch {
      // the map goes on without them, and the page tells elsewhere that the server is away
      if (!left) again.value = setTimeout(() => void read(), READ_AGAIN_MS);
    }
  }
  watch(versions, () => void read(), { immediate: true });
  onScopeDispose(() => {
    left = true;
    clearTimeout(again.value);
  });
  return zones;
}
