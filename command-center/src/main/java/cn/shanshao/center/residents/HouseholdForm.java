package cn.shanshao.center.residents;

import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Member;
import cn.shanshao.center.residents.Household.Unit;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A household as it is typed; see {@link Household}.
 *
 * @param version that the caller has seen; only a change needs it
 */
record HouseholdForm(
        @Nullable Long version,
        @NotNull String number,
        @Nullable HouseholdKind kind,
        @NotNull String name,
        @NotNull Integer people,
        @NotNull String address,
        @Nullable String houseKind,
        @Nullable List<@NotNull Member> members,
        @Nullable List<@NotNull Line> lines,
        @Nullable String language,
        @Nullable String position,
        @Nullable String precautions,
        @Nullable String route,
        @Nullable Unit shelter,
        @Nullable Unit medical,
        @Nullable Line runner,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Double lon,
        @Nullable Double lat) {
    /** Without the people, so that they do not end in a log. */
    @Override
    public String toString() {
        return "HouseholdForm[]";
    }

    /** The household that it describes, below that point. */
    Household of(String id, long seen, HazardPoint point) {
        return new Household(
                id,
                seen,
                point.id(),
                number.strip(),
                Objects.requireNonNullElse(kind, HouseholdKind.FAMILY),
                name.strip(),
                people,
                address.strip(),
                houseKind,
                Objects.requireNonNullElse(members, List.of()),
                Objects.requireNonNullElse(lines, List.of()),
                Objects.requireNonNullElse(language, "zh"),
                position,
                precautions,
                route,
                shelter,
                medical,
                runner,
                from,
                to,
                lon,
                lat,
                point.realm());
    }
}
