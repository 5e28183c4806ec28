/** The words about who signs under which login. */
export const SIGNING = {
  "field.login": ["签发账号", "Signs as"],
  "expect.login": [
    "未停用、未过期的用户；只有疏散命令发布人能有",
    "a user who gets in today; the order-giver alone has one",
  ],
  "signing.none": ["没有签发账号，不能在手机上签发", "no login: cannot sign on the phone"],
  "signing.as": ["签发账号 {name}", "signs as {name}"],
  "signing.what": [
    "疏散命令发布人用这个账号在手机上签发本点的转移通知。",
    "The order-giver signs evacuation notices of this point on the phone with it.",
  ],
  "signing.nobody": [
    "本县没有可以签发的用户，先在“管理 → 用户”新增签发人、专家或外勤。",
    "No user of this county can sign: first add a signing officer, expert or crew under Manage → Users.",
  ],
} as const;
