/** The words of keys. */
export const KEYS = {
  "key.space": ["空格", "Space"],
} as const;
