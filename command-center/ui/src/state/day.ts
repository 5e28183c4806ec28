import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";

/** The day that the pages of a point are about, such as 2026-07-21, kept in the address; empty: now. */
export function useDay() {
  const route = useRoute();
  const router = useRouter();
  return computed<string>({
    get: () => (typeof route.query["day"] === "string" ? route.query["day"] : ""),
    set: (day) => void router.replace({ query: day === "" ? {} : { day } }),
  });
}
