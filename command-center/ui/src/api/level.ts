/** The official warning colours on the wire, from the mildest to the gravest. */
export type Level = "blue" | "yellow" | "orange" | "red";
