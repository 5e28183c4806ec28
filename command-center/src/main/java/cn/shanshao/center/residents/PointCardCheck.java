package cn.shanshao.center.residents;

import cn.shanshao.center.Problem.Fault;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the card of a point must keep. */
final class PointCardCheck {
    private static final int LONGEST = 1_000;

    private final List<Fault> faults = new ArrayList<>();

    private PointCardCheck() {}

    static List<Fault> faults(PointCard card) {
        var check = new PointCardCheck();
        check.of(card);
        return List.copyOf(check.faults);
    }

    private void of(PointCard c) {
        text("fieldNumber", c.fieldNumber());
        text("location", c.location());
        text("scale", c.scale());
        text("triggers", c.triggers());
        text("threatened", c.threatened());
        text("signs", c.signs());
        text("methods", c.methods());
        text("criterion", c.criterion());
        text("shelter", c.shelter());
        text("route", c.route());
        text("signal", c.signal());
        unless(c.property() == null || c.property() >= 0, "property", c.property(), "yuan, 0 or more");
        phone("dutyPhone", c.dutyPhone());
        unit("rescue", c.rescue());
        unit("security", c.security());
        unit("medical", c.medical());
        unit("issuer", c.issuer());
        if (c.holder() != null) {
            unless(c.holder().phone() != null, "holder.phone", null, "a phone number of 5 to 15 digits");
            phone("holder.phone", c.holder().phone());
        }
    }

    private void unit(String field, @Nullable Unit unit) {
        if (unit != null) {
            unless(
                    unit.place() != null && !unit.place().isBlank(),
                    field + ".place",
                    unit.place(),
                    "the name of the unit");
            text(field + ".place", unit.place());
            phone(field + ".phone", unit.phone());
        }
    }

    private void phone(String field, @Nullable String phone) {
        unless(phone == null || Phones.find(phone).isPresent(), field, phone, "a phone number of 5 to 15 digits");
    }

    private void text(String field, @Nullable String value) {
        unless(value == null || value.length() <= LONGEST, field, value, "at most %d characters".formatted(LONGEST));
    }

    private void unless(boolean right, String field, @Nullable Object value, String expected) {
        if (!right) {
            faults.add(new Fault(field, value, expected));
        }
    }
}
