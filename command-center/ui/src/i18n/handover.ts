/** The words of what goes over from one shift to the next. */
export const HANDOVER = {
  "handover.open": ["移交未结事项", "Goes over open"],
  "handover.loading": ["正在清点未结事项…", "Counting what is open…"],
  "handover.none": ["没有未结事项", "Nothing is open"],
  "handover.count": ["未结 {n} 件", "{n} open"],
  "handover.left": ["{people} 人 · {households} 户未转移", "{people} people of {households} households not out"],
  "handover.more": ["等 {n} 户", "{n} in all"],
  "handover.villager": ["未编户", "no card"],
  "handover.calling": ["叫应{clock}", "calling: {clock}"],
  "handover.due": ["接手{clock}", "to be taken on: {clock}"],
  "handover.taken": ["已接手", "taken on"],
  "handover.untaken": ["无人接手", "nobody has it"],
  "handover.waiting": ["第 {numbers} 号待签", "notice {numbers} waits for its signature"],
} as const;
