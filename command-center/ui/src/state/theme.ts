import { ref, watchEffect } from "vue";

type Theme = "dark" | "light";
const KEY = "shanshao.theme";

/** Dark for the room with the wall, light for the desk by the window. */
export const theme = ref<Theme>(localStorage.getItem(KEY) === "light" ? "light" : "dark");

watchEffect(() => {
  localStorage.setItem(KEY, theme.value);
  document.documentElement.dataset.theme = theme.value;
});

export const switchTheme = (): void => {
  theme.value = theme.value === "dark" ? "light" : "dark";
};
