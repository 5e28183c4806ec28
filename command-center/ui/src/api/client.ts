import type { KnownMask, MaskAnswer, MaskEffect, MaskForm, WaitingMask } from "./masks";
import type { PastPage, PastQuery } from "./past";
import type {
  AuditEntry,
  AuditQuery,
  DutyAlarm,
  DutyNow,
  Handover,
  Leave,
  NewUser,
  OpenMatter,
  Rota,
  Shift,
  User,
  UserChange,
  UserName,
  Verdict,
} from "./people";
import type {
  Calibration,
  CalibrationForm,
  Camera,
  DeviceForm,
  Due,
  EquipmentRecord,
  Installation,
  OrderDraft,
  OrderPaper,
  StoredCamera,
  TableKind,
} from "./equipment";
import { registryCalls } from "./registry";
import type { Cards, Household, HouseholdForm, HouseholdVersion, Import, Lot, PointCard, Weakness } from "./residents";
import type {
  AlertView,
  BackTest,
  BackTestForm,
  BackTestSpell,
  CommandForm,
  CommandView,
  DeviceRecord,
  Division,
  DivisionRisk,
  Observations,
  Overview,
  Phone,
  PointDetail,
  Problem,
  RainForecast,
  ReplyView,
  RuleConfig,
  Session,
  ShadowComparison,
  WhyView,
} from "./types";

/** Which fields are wrong says more than how many. */
const fieldsOf = ({ errors }: Problem): string | null =>
  errors && errors.length > 0 ? errors.map(({ field, expected }) => `${field}: ${expected}`).join("; ") : null;

/** The server's refusal, with its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(fieldsOf(problem) ?? problem.detail ?? problem.title ?? `HTTP ${status}`);
  }
}

/** What would fall, where the centre refuses to do something before that was seen; else `null`. */
export const effectsOf = (error: unknown): readonly MaskEffect[] | null =>
  error instanceof ApiError && error.status === 409 ? (error.problem.effects ?? null) : null;

/** No answer came: the server is away, or silent for longer than our patience. */
export class Unreachable extends Error {
  readonly isSilent: boolean;

  constructor(cause: unknown) {
    super("the server cannot be reached", { cause });
    this.isSilent = cause instanceof DOMException && cause.name === "TimeoutError";
  }
}

/** An answer that does not come is a failure too: what hangs would never be asked again. */
const PATIENCE_MS = 20_000;
/** The centre gives a back-test half a minute, and says so when that was not enough. */
const BACKTEST_MS = 40_000;

/** A county's list is large, and every cell of it is looked at. */
const UPLOAD_MS = 120_000;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const masksOf = (device: string): string => `/api/v1/devices/${encodeURIComponent(device)}/masks`;
const which = ({ quantity, from }: KnownMask): string => new URLSearchParams({ quantity, from }).toString();

/** One typed door to `/api/v1` and to the virtual carrier; holds the CSRF token of the session. */
export class ApiClient {
  private csrfToken: string | null = null;

  constructor(private readonly onUnauthorized: () => void) {}

  async login(username: string, password: string): Promise<Session> {
    return this.remember(await this.send<Session>("POST", "/api/v1/session", { username, password }));
  }

  /** By the client certificate of this very connection. */
  async loginByCertificate(): Promise<Session> {
    return this.remember(await this.send<Session>("POST", "/api/v1/session/certificate", {}));
  }

  /** The running session, or `null` when nobody is logged in. */
  async session(): Promise<Session | null> {
    try {
      return this.remember(await this.send<Session>("GET", "/api/v1/session"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  }

  async logout(): Promise<void> {
    await this.call("DELETE", "/api/v1/session");
    this.csrfToken = null;
  }

  overview = () => this.call<Overview>("GET", "/api/v1/overview");
  point = (id: string) => this.call<PointDetail>("GET", `/api/v1/points/${encodeURIComponent(id)}`);
  device = (id: string) => this.call<DeviceRecord>("GET", `/api/v1/devices/${encodeURIComponent(id)}`);
  devices = () => this.call<readonly DeviceRecord[]>("GET", "/api/v1/devices");
  replies = (limit: number) => this.call<readonly ReplyView[]>("GET", `/api/v1/replies?limit=${limit}`);
  alert = (id: string) => this.call<AlertView>("GET", `/api/v1/alerts/${encodeURIComponent(id)}`);
  why = (id: string) => this.call<WhyView>("GET", `/api/v1/alerts/${encodeURIComponent(id)}/why`);
  /** `seq` is of the alert as it was shown: refused with 409 when its level rose after that. */
  acknowledge = (id: string, seq: number) =>
    this.call<AlertView>("POST", `/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`, { seq });
  /** @param before `next` of the page before; `null` for the first page */
  pastAlerts(query: PastQuery, before: string | null): Promise<PastPage> {
    const asked = new URLSearchParams(before === null ? {} : { before });
    for (const [key, value] of Object.entries(query)) asked.set(key, String(value));
    return this.call("GET", `/api/v1/alerts/past?${asked.toString()}`);
  }
  divisions = () => this.call<readonly Division[]>("GET", "/api/v1/divisions");
  risk = () => this.call<readonly DivisionRisk[]>("GET", "/api/v1/risk");
  forecast = (forecast: RainForecast) =>
    this.call<unknown>("PUT", `/api/v1/forecasts/${encodeURIComponent(forecast.source)}`, forecast);
  commands = (device: string) =>
    this.call<readonly CommandView[]>("GET", `/api/v1/devices/${encodeURIComponent(device)}/commands`);
  command = (device: string, form: CommandForm) =>
    this.call<CommandView>("POST", `/api/v1/devices/${encodeURIComponent(device)}/commands`, form);
  rules = () => this.call<readonly RuleConfig[]>("GET", "/api/v1/rules");
  ruleVersions = (id: string) =>
    this.call<readonly RuleConfig[]>("GET", `/api/v1/rules/${encodeURIComponent(id)}/versions`);
  /** A shadow rule beside those in force, over the last 30 days. */
  shadow = (id: string) => this.call<ShadowComparison>("GET", `/api/v1/rules/${encodeURIComponent(id)}/shadow`);
  backTest = (form: BackTestForm) =>
    this.call<{ readonly channels: readonly BackTest[]; readonly point?: readonly BackTestSpell[] }>(
      "POST",
      "/api/v1/backtests",
      form,
      BACKTEST_MS,
    );
  phones = () => this.call<{ readonly phones: readonly Phone[] }>("GET", "/phones/api");
  type = (number: string, text: string) =>
    this.call<unknown>("POST", `/phones/api/${encodeURIComponent(number)}`, { text });

  /** The files of points. */
  registry = registryCalls((method, path, body, patience) => this.call(method, path, body, patience));

  /** @param at the roster as it stood then; `null`: now */
  households = (point: string, at: string | null) =>
    this.call<readonly Household[]>(
      "GET",
      `/api/v1/points/${encodeURIComponent(point)}/households${at ? `?at=${encodeURIComponent(at)}` : ""}`,
    );
  /** With whole numbers; that they were read is kept. */
  reveal = (id: string) => this.call<Household>("GET", `/api/v1/households/${encodeURIComponent(id)}?reveal=true`);
  addHousehold = (point: string, form: HouseholdForm) =>
    this.call<Household>("POST", `/api/v1/points/${encodeURIComponent(point)}/households`, form);
  changeHousehold = (id: string, version: number, form: HouseholdForm) =>
    this.call<Household>("PUT", `/api/v1/households/${encodeURIComponent(id)}`, { ...form, version });
  removeHousehold = (id: string, version: number) =>
    this.call<unknown>("DELETE", `/api/v1/households/${encodeURIComponent(id)}?version=${version}`);
  householdHistory = (id: string) =>
    this.call<readonly HouseholdVersion[]>("GET", `/api/v1/households/${encodeURIComponent(id)}/history`);
  saveCard = (point: string, card: PointCard) =>
    this.call<PointCard>("PUT", `/api/v1/points/${encodeURIComponent(point)}/card`, card);
  cards = (point: string) => this.call<Cards>("GET", `/api/v1/points/${encodeURIComponent(point)}/cards`);
  imports = () => this.call<readonly Lot[]>("GET", "/api/v1/imports");
  import = (id: string) => this.call<Import>("GET", `/api/v1/imports/${encodeURIComponent(id)}`);
  previewImport = (table: TableKind, file: File) =>
    this.call<Import>("POST", `/api/v1/imports?table=${table}&name=${encodeURIComponent(file.name)}`, file, UPLOAD_MS);
  commitImport = (id: string) => this.call<Import>("POST", `/api/v1/imports/${encodeURIComponent(id)}/commit`);
  undoImport = (id: string) => this.call<unknown>("POST", `/api/v1/imports/${encodeURIComponent(id)}/undo`);
  users = () => this.call<readonly User[]>("GET", "/api/v1/users");
  /** Who the logins are that may stand under something here; a wall is told no names. */
  userNames = () => this.call<readonly UserName[]>("GET", "/api/v1/users/names");
  addUser = (form: NewUser) => this.call<User>("POST", "/api/v1/users", form);
  changeUser = (username: string, change: UserChange) =>
    this.call<User>("PATCH", `/api/v1/users/${encodeURIComponent(username)}`, change);
  removeUser = (username: string) => this.call<unknown>("DELETE", `/api/v1/users/${encodeURIComponent(username)}`);
  dutyNow = (division: string) =>
    this.call<DutyNow>("GET", `/api/v1/duty/now?division=${encodeURIComponent(division)}`);
  dutyAlarms = () => this.call<readonly DutyAlarm[]>("GET", "/api/v1/duty/alarms");
  shifts = (division: string, from: string, to: string) =>
    this.call<readonly Shift[]>("GET", `/api/v1/duty/shifts?${new URLSearchParams({ division, from, to }).toString()}`);
  addRota = (rota: Rota) => this.call<readonly Shift[]>("POST", "/api/v1/duty/rota", rota);
  changeShift = (shift: Shift) => this.call<Shift>("PUT", `/api/v1/duty/shifts/${encodeURIComponent(shift.id)}`, shift);
  removeShift = (id: string) => this.call<unknown>("DELETE", `/api/v1/duty/shifts/${encodeURIComponent(id)}`);
  leaves = () => this.call<readonly Leave[]>("GET", "/api/v1/duty/leaves");
  addLeave = (leave: Omit<Leave, "id">) => this.call<Leave>("POST", "/api/v1/duty/leaves", leave);
  removeLeave = (id: string) => this.call<unknown>("DELETE", `/api/v1/duty/leaves/${encodeURIComponent(id)}`);
  /** What goes over to the next shift. */
  openMatters = (division: string) =>
    this.call<readonly OpenMatter[]>("GET", `/api/v1/duty/open?division=${encodeURIComponent(division)}`);
  handovers = () => this.call<readonly Handover[]>("GET", "/api/v1/duty/handovers?limit=20");
  handOver = (handover: { readonly division: string; readonly taker: string; readonly notes: string }) =>
    this.call<Handover>("POST", "/api/v1/duty/handovers", handover);
  audit(query: AuditQuery): Promise<readonly AuditEntry[]> {
    const asked = new URLSearchParams({ limit: "100" });
    for (const [key, value] of Object.entries(query)) if (value !== undefined) asked.set(key, String(value));
    return this.call("GET", `/api/v1/audit?${asked.toString()}`);
  }
  verifyAudit = () => this.call<Verdict>("GET", "/api/v1/audit/verification");
  /** Replaces the whole description. */
  /** @param confirm what falls with it was seen */
  saveDevice = (device: DeviceRecord, confirm = false) =>
    this.call<DeviceRecord>("PUT", `/api/v1/devices/${encodeURIComponent(device.id)}`, { ...device, confirm });
  masks = (device: string) => this.call<readonly KnownMask[]>("GET", masksOf(device));
  previewMask = (device: string, form: MaskForm) => this.call<MaskEffect>("POST", `${masksOf(device)}/preview`, form);
  addMask = (device: string, form: MaskForm) => this.call<MaskAnswer>("POST", masksOf(device), form);
  changeMask = (device: string, form: MaskForm) => this.call<MaskAnswer>("PUT", masksOf(device), form);
  waitingMasks = () => this.call<readonly WaitingMask[]>("GET", "/api/v1/masks/waiting");
  confirmMask = ({ deviceId, quantity, from }: KnownMask) =>
    this.call<unknown>("POST", `${masksOf(deviceId)}/confirm`, { quantity, from });
  dropMask = (mask: KnownMask) => this.call<unknown>("DELETE", `${masksOf(mask.deviceId)}/proposals?${which(mask)}`);
  takeBackMask = (mask: KnownMask) => this.call<unknown>("DELETE", `${masksOf(mask.deviceId)}?${which(mask)}`);
  addDevice = (device: DeviceForm) => this.call<DeviceRecord>("POST", "/api/v1/devices", device);
  equipmentRecord = (device: string) =>
    this.call<EquipmentRecord>("GET", `/api/v1/devices/${encodeURIComponent(device)}/record`);
  saveInstallation = (device: string, installation: Installation) =>
    this.call<Installation>("PUT", `/api/v1/devices/${encodeURIComponent(device)}/installation`, installation);
  addCalibration = (device: string, form: CalibrationForm) =>
    this.call<Calibration>("POST", `/api/v1/devices/${encodeURIComponent(device)}/calibrations`, form);
  removeCalibration = (device: string, id: string) =>
    this.call<unknown>(
      "DELETE",
      `/api/v1/devices/${encodeURIComponent(device)}/calibrations/${encodeURIComponent(id)}`,
    );
  calibrationsDue = () => this.call<readonly Due[]>("GET", "/api/v1/calibrations/due");
  /** The password is told this once. */
  issueLogin = (device: string) =>
    this.call<{ readonly username: string; readonly password: string }>(
      "POST",
      `/api/v1/devices/${encodeURIComponent(device)}/credentials`,
    );
  revokeLogin = (device: string) =>
    this.call<unknown>("DELETE", `/api/v1/devices/${encodeURIComponent(device)}/credentials`);
  cameras = () => this.call<readonly StoredCamera[]>("GET", "/api/v1/cameras");
  addCamera = (camera: Camera) => this.call<StoredCamera>("POST", "/api/v1/cameras", camera);
  saveCamera = (camera: Camera) =>
    this.call<StoredCamera>("PUT", `/api/v1/cameras/${encodeURIComponent(camera.id)}`, camera);
  saveCameraLogin = (id: string, login: { readonly username: string; readonly password: string }) =>
    this.call<unknown>("PUT", `/api/v1/cameras/${encodeURIComponent(id)}/credentials`, login);
  removeCamera = (id: string, version: number) =>
    this.call<unknown>("DELETE", `/api/v1/cameras/${encodeURIComponent(id)}?version=${version}`);
  orders = () => this.call<readonly OrderPaper[]>("GET", "/api/v1/standing-orders");
  draftOrder = (point: string, draft: OrderDraft) =>
    this.call<OrderPaper>("POST", `/api/v1/points/${encodeURIComponent(point)}/standing-orders`, draft);
  redraftOrder = (id: string, draft: OrderDraft) =>
    this.call<OrderPaper>("PUT", `/api/v1/standing-orders/${encodeURIComponent(id)}`, draft);
  approveOrder = (id: string, version: number) =>
    this.call<OrderPaper>("POST", `/api/v1/standing-orders/${encodeURIComponent(id)}/approve`, { version });
  /** @param password of the one who signs, once more */
  signOrder = (id: string, version: number, password: string) =>
    this.call<OrderPaper>("POST", `/api/v1/standing-orders/${encodeURIComponent(id)}/sign`, { version, password });
  revokeOrder = (id: string, version: number, password: string, reason: string) =>
    this.call<OrderPaper>("POST", `/api/v1/standing-orders/${encodeURIComponent(id)}/revoke`, {
      version,
      password,
      reason,
    });
  weaknesses = () => this.call<readonly Weakness[]>("GET", "/api/v1/weaknesses");

  observations(device: string, quantity: string, from: Date, to: Date, buckets: number): Promise<Observations> {
    const query = new URLSearchParams({
      device,
      quantity,
      from: from.toISOString(),
      to: to.toISOString(),
      buckets: String(buckets),
    });
    return this.call("GET", `/api/v1/observations?${query.toString()}`);
  }

  private remember(session: Session): Session {
    this.csrfToken = session.csrfToken;
    return session;
  }

  /** What is asked for in the parts beside this one; a session that is over is told. */
  async call<T>(method: Method, path: string, body?: unknown, patience = PATIENCE_MS): Promise<T> {
    try {
      return await this.send<T>(method, path, body, patience);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.onUnauthorized();
      throw error;
    }
  }

  private async send<T>(method: Method, path: string, body?: unknown, patience = PATIENCE_MS): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    const isFile = body instanceof Blob;
    if (body !== undefined) headers["Content-Type"] = isFile ? "application/octet-stream" : "application/json";
    if (method !== "GET" && this.csrfToken) headers["X-CSRF-TOKEN"] = this.csrfToken;
    const response = await fetch(path, {
      method,
      headers,
      signal: AbortSignal.timeout(patience),
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Unreachable(error);
    });
    if (!response.ok) throw new ApiError(response.status, await problemOf(response));
    const text = await response.text().catch((error: unknown) => {
      throw new Unreachable(error);
    });
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { title: response.statusText };
  }
}
