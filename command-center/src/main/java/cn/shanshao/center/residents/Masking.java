package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import org.jspecify.annotations.Nullable;

/** Households and cards as everybody of the division may see them: with the ends of the numbers only. */
final class Masking {
    private Masking() {}

    static Household masked(Household h) {
        return h.with(
                h.lines().stream().map(Masking::masked).toList(),
                h.runner() == null ? null : masked(h.runner()),
                masked(h.shelter()),
                masked(h.medical()));
    }

    static PointCard masked(PointCard c) {
        return new PointCard(
                c.version(),
                c.fieldNumber(),
                c.location(),
                c.scale(),
                c.triggers(),
                c.threatened(),
                c.property(),
                c.signs(),
                c.methods(),
                c.criterion(),
                c.shelter(),
                c.route(),
                c.signal(),
                masked(c.dutyPhone()),
                masked(c.rescue()),
                masked(c.security()),
                masked(c.medical()),
                masked(c.issuer()),
                c.issuedOn(),
                c.holder() == null ? null : masked(c.holder()),
                c.heldOn());
    }

    private static Line masked(Line line) {
        return new Line(line.name(), Phones.masked(line.phone()));
    }

    private static @Nullable Unit masked(@Nullable Unit unit) {
        return unit == null ? null : new Unit(unit.place(), unit.head(), masked(unit.phone()));
    }

    private static @Nullable String masked(@Nullable String phone) {
        return phone == null ? null : Phones.masked(phone);
    }
}
