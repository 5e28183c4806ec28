import { computed } from "vue";
import type { AlertView } from "@/api/types";
import { byPlace, placeOf } from "@/lib/place";
import { picture } from "./centre";

// The picture is a new one with every pulse; its alerts are not.
const alerts = computed(() => picture.value.alerts);
const places = computed(() => byPlace(alerts.value.values()));

/** All alerts of the point of one, itself among them. */
export const peersOf = (alert: AlertView): readonly AlertView[] => places.value.get(placeOf(alert)) ?? [alert];
