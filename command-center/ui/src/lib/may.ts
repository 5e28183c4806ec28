/** What a role may do; the centre decides, this spares a refusal. */
const OPERATORS: readonly string[] = ["administrator", "signer", "duty"];

export const mayAcknowledge = (role: string | undefined): boolean => OPERATORS.includes(role ?? "");

export const mayBackTest = (role: string | undefined): boolean => [...OPERATORS, "expert"].includes(role ?? "");
