import type { Role } from "@/api/people";

const ALL_BUT_WATCHERS = ["administrator", "signer", "duty", "expert", "crew"] as const;
const OPERATORS = ["administrator", "signer", "duty"] as const;
const PAPERS = ["administrator", "signer", "duty", "expert"] as const;
const CORRECTORS = ["administrator", "signer", "expert"] as const;
const ADMINISTRATOR = ["administrator"] as const;

/** What is asked of the centre when it is done, and the roles that the centre lets. */
interface Right {
  /** An operation of the centre; left out where the operation alone does not say who may. */
  readonly call?: string;
  readonly roles: readonly Role[];
}

/** Who may do what. The centre decides; this keeps from sight what it would refuse. */
export const RIGHTS = {
  acknowledge: { call: "POST /api/v1/alerts/{id}/acknowledge", roles: OPERATORS },
  /** Names, numbers and words of people, in messages and answers. */
  seePeople: { roles: ALL_BUT_WATCHERS },
  callOut: { call: "POST /api/v1/messages/{id}/call", roles: OPERATORS },
  backTest: { call: "POST /api/v1/backtests", roles: PAPERS },
  enterRain: { call: "PUT /api/v1/forecasts/{source}", roles: ["administrator", "duty", "expert"] },
  command: { call: "POST /api/v1/devices/{id}/commands", roles: OPERATORS },
  /** A command that changes how the device works. */
  commandChange: { roles: ADMINISTRATOR },
  /** A command that people hear, to a device that is no exercise. */
  commandWarning: { roles: ["signer"] },

  readOrders: { call: "GET /api/v1/standing-orders", roles: PAPERS },
  draftOrder: { call: "POST /api/v1/points/{point}/standing-orders", roles: PAPERS },
  redraftOrder: { call: "PUT /api/v1/standing-orders/{id}", roles: PAPERS },
  approveOrder: { call: "POST /api/v1/standing-orders/{id}/approve", roles: ["administrator", "expert"] },
  signOrder: { call: "POST /api/v1/standing-orders/{id}/sign", roles: ["signer"] },
  revokeOrder: { call: "POST /api/v1/standing-orders/{id}/revoke", roles: ["administrator", "signer"] },

  declareMask: { call: "POST /api/v1/devices/{id}/masks", roles: CORRECTORS },
  endMask: { call: "PUT /api/v1/devices/{id}/masks", roles: CORRECTORS },
  takeBackMask: { call: "DELETE /api/v1/devices/{id}/masks", roles: CORRECTORS },
  readWaitingMasks: { call: "GET /api/v1/masks/waiting", roles: CORRECTORS },
  dropMask: { call: "DELETE /api/v1/devices/{id}/masks/proposals", roles: CORRECTORS },
  confirmMask: { call: "POST /api/v1/devices/{id}/masks/confirm", roles: ["administrator", "expert"] },

  readFile: { call: "GET /api/v1/points/{id}/dossier", roles: ALL_BUT_WATCHERS },
  readPlans: { call: "GET /api/v1/points/{id}/plans", roles: ALL_BUT_WATCHERS },
  readWorks: { call: "GET /api/v1/points/{id}/works", roles: ALL_BUT_WATCHERS },
  readHouseholds: { call: "GET /api/v1/points/{id}/households", roles: ALL_BUT_WATCHERS },
  readHistory: { call: "GET /api/v1/points/{id}/history", roles: ALL_BUT_WATCHERS },
  printCards: { call: "GET /api/v1/points/{id}/cards", roles: [...OPERATORS, "crew"] },
  changeCard: { call: "PUT /api/v1/points/{id}/card", roles: ADMINISTRATOR },
  addPhoto: { call: "POST /api/v1/points/{id}/photos", roles: ["administrator", "crew"] },
  makePoint: { call: "POST /api/v1/points", roles: ADMINISTRATOR },
  changePoint: { call: "PUT /api/v1/points/{id}", roles: ADMINISTRATOR },
  changeHousehold: { call: "PUT /api/v1/households/{id}", roles: ADMINISTRATOR },
  readWeaknesses: { call: "GET /api/v1/weaknesses", roles: ALL_BUT_WATCHERS },
  hearWeaknesses: { call: "GET /api/v1/weaknesses/news", roles: ["administrator", "duty"] },

  readEquipment: { call: "GET /api/v1/devices/{id}/record", roles: ALL_BUT_WATCHERS },
  makeDevice: { call: "POST /api/v1/devices", roles: ADMINISTRATOR },
  changeDevice: { call: "PUT /api/v1/devices/{id}", roles: ADMINISTRATOR },
  changeInstallation: { call: "PUT /api/v1/devices/{id}/installation", roles: ADMINISTRATOR },
  calibrate: { call: "POST /api/v1/devices/{id}/calibrations", roles: ADMINISTRATOR },
  dropCalibration: { call: "DELETE /api/v1/devices/{id}/calibrations/{calibration}", roles: ADMINISTRATOR },
  issueLogin: { call: "POST /api/v1/devices/{id}/credentials", roles: ADMINISTRATOR },
  readCameras: { call: "GET /api/v1/cameras", roles: ALL_BUT_WATCHERS },
  makeCamera: { call: "POST /api/v1/cameras", roles: ADMINISTRATOR },
  changeCamera: { call: "PUT /api/v1/cameras/{id}", roles: ADMINISTRATOR },

  acknowledgeWarning: { call: "POST /api/v1/warnings/{id}/acknowledge", roles: OPERATORS },
  verifyWarning: { call: "POST /api/v1/warnings/{id}/verify", roles: OPERATORS },
  dismissWarning: { call: "POST /api/v1/warnings/{id}/dismiss", roles: OPERATORS },
  shelveWarning: { call: "POST /api/v1/warnings/{id}/shelve", roles: OPERATORS },
  unshelveWarning: { call: "DELETE /api/v1/warnings/{id}/shelf", roles: OPERATORS },
  openWarning: { call: "POST /api/v1/points/{point}/warnings", roles: OPERATORS },
  proposeNotice: { call: "POST /api/v1/warnings/{id}/notices", roles: OPERATORS },
  withdrawNotice: { call: "POST /api/v1/notices/{id}/withdraw", roles: OPERATORS },
  correctWarning: { call: "POST /api/v1/warnings/{id}/correct", roles: ALL_BUT_WATCHERS },
  closeWarning: { call: "POST /api/v1/warnings/{id}/close", roles: OPERATORS },
  readApprovals: { call: "GET /api/v1/approvals", roles: ALL_BUT_WATCHERS },
  signApproval: { call: "POST /api/v1/approvals/{id}/sign", roles: ["signer", "expert", "crew"] },
  commentApproval: { call: "POST /api/v1/approvals/{id}/comment", roles: ALL_BUT_WATCHERS },
  readDelegations: { call: "GET /api/v1/delegations", roles: CORRECTORS },
  delegate: { call: "POST /api/v1/delegations", roles: ["signer", "expert"] },
  readRollCall: { roles: ALL_BUT_WATCHERS },
  markRollCall: { call: "POST /api/v1/warnings/{id}/roll-call/{household}", roles: [...OPERATORS, "crew"] },
  undoRollCall: {
    call: "POST /api/v1/warnings/{id}/roll-call/{household}/undo",
    roles: [...OPERATORS, "crew"],
  },
  readNumbers: { call: "GET /api/v1/warnings/{id}/roll-call/{household}/numbers", roles: OPERATORS },
  takeCry: { call: "POST /api/v1/cries/{id}/take", roles: OPERATORS },
  settleCry: { call: "POST /api/v1/cries/{id}/settle", roles: OPERATORS },
  readUnknown: { call: "GET /api/v1/replies/unknown", roles: OPERATORS },
  settleReply: { call: "POST /api/v1/replies/{id}/settle", roles: OPERATORS },

  makeRota: { call: "POST /api/v1/duty/rota", roles: ADMINISTRATOR },
  addLeave: { call: "POST /api/v1/duty/leaves", roles: ADMINISTRATOR },
  handOver: { call: "POST /api/v1/duty/handovers", roles: OPERATORS },
  readUsers: { call: "GET /api/v1/users", roles: ADMINISTRATOR },
  makeUser: { call: "POST /api/v1/users", roles: ADMINISTRATOR },
  changeDivision: { call: "PUT /api/v1/divisions/{code}", roles: ADMINISTRATOR },
  import: { call: "POST /api/v1/imports", roles: ADMINISTRATOR },
  readTrail: { call: "GET /api/v1/audit", roles: ADMINISTRATOR },
  verifyTrail: { call: "GET /api/v1/audit/verification", roles: ADMINISTRATOR },
} as const satisfies Record<string, Right>;

export type Act = keyof typeof RIGHTS;

/** Nobody who is not signed in may do anything. */
export const mayRole = (role: string | undefined, act: Act): boolean =>
  (RIGHTS[act].roles as readonly string[]).includes(role ?? "");
