/** The words about sirens: whether they sound, what silencing one means, and what they answer. */
export const SIRENS = {
  "siren.title": ["警报器", "Sirens"],
  "siren.elsewhere": ["不在本点的警报器", "a siren that stands elsewhere"],
  "siren.seen": ["上次联系 {age}", "last heard {age}"],
  "siren.answer": ["上次应答 {time}：{what}　{said}", "last answer {time}: {what}　{said}"],
  "siren.answer.none": ["还没有应答过", "has answered nothing yet"],
  "hero.acknowledge.all": ["确认收到 {n} 条", "Acknowledge {n}"],
  "hero.together": ["一并确认 {n} 条：{names}", "Acknowledges {n} alerts: {names}"],

  "siren.sounds": ["警报器在响", "Siren sounding"],
  "siren.sounding": ["{name}　{level}　{time} 起（{by}）", "{name}, {level}, since {time} ({by})"],
  "siren.unanswered": ["已命令，未应答", "told to, no answer"],
  "siren.silenced": [
    "{name}　{since} 响，{until} 由{by}停响{answer}",
    "{name}: sounded {since}, silenced {until} by {by} {answer}",
  ],
  "siren.silenced.unanswered": ["（已命令，未应答）", "(told to, no answer)"],
  "siren.stop.what": ["停响：{names}。", "Silence {names}."],
  "siren.silent": ["警报器未响", "No siren sounds"],
  "siren.none": ["无自动警报器", "No siren by standing order"],

  "stop.point": ["隐患点", "Point"],
  "stop.level": ["现级", "Level now"],
  "stop.since": ["已响", "Sounding"],
  "stop.since.what": ["{time} 起，{level}，{by}", "since {time}, {level}, by {by}"],
  "stop.since.not": ["按命令记录，它现在没有响", "By its commands it does not sound now"],
  "stop.heard": ["谁听得到", "Who hears it"],
  "stop.heard.what": ["{place}　约 {n} 人", "{place}, about {n} people"],
  "stop.after": ["停响之后", "What follows"],
  "stop.after.level": [
    "告警不解除，级别不变；群众可能以为险情已过，须另行告知。常设指令再次满足时会再响。",
    "The alert stays, and its level; people may think that it is over and must be told otherwise. It sounds again when a standing order is met again.",
  ],
  "stop.after.calm": [
    "目前无告警。常设指令再次满足时会再响。",
    "No alert is open now. It sounds again when a standing order is met again.",
  ],

  "answer.sounding": ["在响", "sounding"],
  "answer.silent": ["已停", "silent"],
  "answer.spoken": ["已播：{text}", "spoken: {text}"],
  "answer.expired": ["命令到时已过期", "the command had expired when it came"],
  "answer.textless": ["没有要播的话", "no words to speak"],
  "answer.cannot": ["警报器做不到：{action}", "a siren cannot: {action}"],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
