import { type Ref, computed, ref, watch } from "vue";

/**
 * The word of somebody that they have seen what speaks against what they do: it holds for what was on the page when they
 * gave it. What came after it must be seen anew; what is over since needs no other word.
 */
export function useAware(grave: Ref<readonly string[]>) {
  const aware = ref(false);
  const named = ref<readonly string[]>([]);
  watch(aware, (given) => (named.value = given ? grave.value : []), { flush: "sync" });
  watch(grave, (keys) => {
    if (!keys.every((key) => named.value.includes(key))) aware.value = false;
  });
  /** Keys of what was seen. */
  const seen = computed(() => named.value);
  return { aware, seen };
}
