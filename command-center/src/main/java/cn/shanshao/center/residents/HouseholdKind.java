package cn.shanshao.center.residents;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who is warned together and leaves together. */
public enum HouseholdKind {
    /** A family (农户). */
    @JsonProperty("family")
    FAMILY("农户"),
    /** A school, a home for the old, a hospital (学校等): many, who need help to leave. */
    @JsonProperty("school")
    SCHOOL("学校"),
    /** A construction camp (施工营地): there for a time, and on nobody's list. */
    @JsonProperty("camp")
    CAMP("施工营地"),
    /** Guests of an inn, campers, a market (游客等). */
    @JsonProperty("visitors")
    VISITORS("游客");

    private final String zh;

    HouseholdKind(String zh) {
        this.zh = zh;
    }

    /** As it stands on cards and in sheets. */
    public String zh() {
        return zh;
    }

    /** Whether it must be reached by more than one person's phone. */
    boolean isMany() {
        return this != FAMILY;
    }
}
