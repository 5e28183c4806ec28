/** The words about alerts that are over, and about alerts that are held. */
export const ALERTS = {
  "past.title": ["过往告警", "Past alerts"],
  "past.over": ["解除", "over"],
  "past.all": ["全部", "all"],
  "past.division": ["区划", "Division"],
  "past.point": ["隐患点", "Point"],
  "past.level": ["最高级别", "Highest level"],
  "past.from": ["始于（从）", "Begun, from"],
  "past.to": ["始于（至）", "Begun, until"],
  "past.ack": ["确认", "Acknowledged"],
  "past.ack.yes": ["已确认", "acknowledged"],
  "past.ack.no": ["未确认", "not acknowledged"],
  "past.by": ["确认人（姓名或登录名）", "By whom (name or login)"],
  "past.search": ["查找", "Search"],
  "past.begun": ["始于", "Begun"],
  "past.lasted": ["历时", "Lasted"],
  "past.what": ["依据", "What"],
  "past.none": ["没有符合条件的过往告警", "No past alert fits"],
  "past.more": ["更早的", "Earlier ones"],
  "past.upside": ["起始日期须早于截止日期", "The first day must lie before the last"],

  "hold.tag": ["保持中", "Held"],
  "hold.since": [
    "{since} 起证据为{evidence}，低于{level}",
    "since {since} the evidence says {evidence}, below {level}",
  ],
  "hold.until": ["最早 {until} 降一级", "one level down at {until} at the earliest"],
  "hold.due": ["{until} 已到，待下一次判定", "due since {until}, awaiting the next look"],
  "hold.why": [
    "须连续 {span}低于现级才降，因险情常有反复",
    "it falls after {span} below the level, for slopes move again",
  ],
  "hold.rule": [
    "测值已回到{level}线以下，回落差或回落延时未满，暂不降级",
    "the value is back under the {level} line; the deadband or the off-delay of the rule keeps the level",
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
