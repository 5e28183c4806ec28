/** The words about reaching people by telephone: who is on duty, and whom a message did not move. */
export const REACH = {
  "duty.phone": ["值班电话 {phone}", "Duty telephone {phone}"],
  "duty.nophone": ["值班电话未登记", "no duty telephone known"],
  "me.phone": ["值班电话", "Duty telephone"],
  "me.phone.what": [
    "值班时显示在值班表上；管理员、签发人、值班员、外勤可见全号。清空即不再登记。",
    "Shown on the roster while you are on duty; administrators, signers, duty officers and crews see it whole. Empty: not known any more.",
  ],
  "me.phone.save": ["保存", "Save"],
  "me.phone.saved": ["已保存。", "Saved."],

  "callout.open": ["电话叫应", "Call"],
  "callout.whom": [
    "现在拨打 {name}（{role}，{phone}），朗读两遍：",
    "Calls {name} ({role}, {phone}) now and reads out twice:",
  ],
  "callout.key": [
    "对方按键即为答复：1 属实，2 没有情况。",
    "The key they press is their answer: 1 real, 2 nothing there.",
  ],
  "callout.drill": ["演练通道", "exercise"],
  "callout.do": ["拨打", "Call now"],
  "callout.accepted": ["已交运营商拨打，答复会出现在下面。", "Handed to the carrier; the answer will appear below."],
  "callout.outcome-unknown": ["运营商没有回音，可能已经拨出。", "The carrier did not answer; it may be ringing."],
} as const;
