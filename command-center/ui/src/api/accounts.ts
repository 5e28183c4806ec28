import type { ApiClient } from "./client";
import type { Role, User } from "./people";

export interface Account extends User {
  readonly phone: string | null;
  /** The last day on which the user gets in; `null`: no end. */
  readonly validUntil: string | null;
  /** Has to choose a password before anything else. */
  readonly once: boolean;
}

/** A user to be made: without a password one is made, and told once. */
export interface AccountForm {
  readonly username: string;
  readonly displayName: string;
  readonly phone: string | null;
  readonly role: Role;
  readonly division: string;
  readonly validUntil: string | null;
}

/** What is left out stays as it is; an empty text takes it away. */
export type AccountChange = Partial<Omit<AccountForm, "username">> & {
  readonly enabled?: boolean;
  readonly password?: string;
  readonly oldPassword?: string;
};

export interface OpenSession {
  readonly id: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly address: string | null;
  readonly agent: string | null;
}

export type Scope = "read" | "write";

export interface Token {
  readonly id: string;
  readonly label: string;
  readonly scope: Scope;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export type IdentityKind = "oidc" | "certificate";

export interface Identity {
  readonly id: string;
  readonly kind: IdentityKind;
  readonly issuer: string;
  readonly subject: string;
  readonly createdAt: string;
}

export interface Seat {
  readonly name: string;
  readonly parent: string;
  readonly from: string;
}

const user = (name: string): string => `/api/v1/users/${encodeURIComponent(name)}`;

/** The operations on users, what lets them in, and the tree of divisions. */
export const accountsOf = (api: ApiClient) => ({
  list: () => api.call<readonly Account[]>("GET", "/api/v1/users"),
  add: (form: AccountForm) => api.call<Account & { readonly password: string | null }>("POST", "/api/v1/users", form),
  change: (name: string, change: AccountChange) => api.call<Account>("PATCH", user(name), change),
  remove: (name: string) => api.call<unknown>("DELETE", user(name)),
  reset: (name: string) => api.call<{ readonly password: string }>("POST", `${user(name)}/password`, {}),
  sessions: (name: string) => api.call<readonly OpenSession[]>("GET", `${user(name)}/sessions`),
  endSessions: (name: string) => api.call<unknown>("DELETE", `${user(name)}/sessions`),
  identities: (name: string) => api.call<readonly Identity[]>("GET", `${user(name)}/identities`),
  addIdentity: (name: string, form: Pick<Identity, "kind" | "issuer" | "subject">) =>
    api.call<Identity>("POST", `${user(name)}/identities`, form),
  dropIdentity: (name: string, id: string) =>
    api.call<unknown>("DELETE", `${user(name)}/identities/${encodeURIComponent(id)}`),
  tokensOf: (name: string) => api.call<readonly Token[]>("GET", `${user(name)}/tokens`),
  dropTokenOf: (name: string, id: string) =>
    api.call<unknown>("DELETE", `${user(name)}/tokens/${encodeURIComponent(id)}`),

  mySessions: () =>
    api.call<{ readonly current: string; readonly sessions: readonly OpenSession[] }>("GET", "/api/v1/sessions"),
  endMine: (id: string) => api.call<unknown>("DELETE", `/api/v1/sessions/${encodeURIComponent(id)}`),
  tokens: () => api.call<readonly Token[]>("GET", "/api/v1/tokens"),
  makeToken: (form: { readonly label: string; readonly scope: Scope; readonly days: number }) =>
    api.call<{ readonly id: string; readonly label: string; readonly token: string }>("POST", "/api/v1/tokens", form),
  dropToken: (id: string) => api.call<unknown>("DELETE", `/api/v1/tokens/${encodeURIComponent(id)}`),

  takeSeat: (code: string, seat: Seat) =>
    api.call<unknown>("PUT", `/api/v1/divisions/${encodeURIComponent(code)}`, seat),
  leaveTree: (code: string, from: string) =>
    api.call<unknown>("DELETE", `/api/v1/divisions/${encodeURIComponent(code)}?from=${from}`),
});
