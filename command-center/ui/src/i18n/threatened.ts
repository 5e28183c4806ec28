/** The words about who is threatened, who of them can be told, and whom nobody can call. */
export const THREATENED = {
  "people.unlisted": ["威胁 {all} 人 · 名册无户", "{all} threatened · nobody on the roster"],
  "people.some": [
    "威胁 {all} 人 · 在册 {people} 人 {households} 户",
    "{all} threatened · {people} on the roster, {households} households",
  ],
  "people.short": [
    "档案写明威胁 {all} 人，这份通知只到 {people} 人：名册外的人收不到，须派人上门",
    "The file says that {all} people are threatened; this reaches {people}: who is not on the roster gets nothing, somebody must go there",
  ],

  "log.nobody": ["没有可叫的人：无人值班，也没有登记电话", "nobody to call: no one on duty, or no telephone known"],
} as const;
