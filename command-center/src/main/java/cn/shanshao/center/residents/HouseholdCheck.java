package cn.shanshao.center.residents;

import cn.shanshao.center.Problem.Fault;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Member;
import cn.shanshao.center.residents.Household.Unit;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every household must keep, whether somebody typed it or it came in a sheet. */
final class HouseholdCheck {
    private static final int MOST_MEMBERS = 8;
    private static final int MOST_LINES = 3;
    private static final int MOST_PEOPLE = 20_000;
    private static final int OLDEST = 130;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 500;
    private static final Set<String> SEXES = Set.of("m", "f");

    private final List<Fault> faults = new ArrayList<>();

    private HouseholdCheck() {}

    /** Everything that is wrong with it; empty when nothing is. */
    static List<Fault> faults(Household h) {
        var check = new HouseholdCheck();
        check.of(h);
        return List.copyOf(check.faults);
    }

    private void of(Household h) {
        text("number", h.number(), LONGEST_NAME);
        text("name", h.name(), LONGEST_NAME);
        text("address", h.address(), LONGEST_TEXT);
        for (var field : optional(h)) {
            unless(
                    field.value() == null || field.value().length() <= LONGEST_TEXT,
                    field.name(),
                    field.value(),
                    "at most 500 characters");
        }
        unless(h.people() >= 1 && h.people() <= MOST_PEOPLE, "people", h.people(), "1…" + MOST_PEOPLE);
        unless(h.members().size() <= MOST_MEMBERS, "members", h.members().size(), "at most 8: the others only count");
        unless(
                h.members().size() <= h.people(),
                "people",
                h.people(),
                "not less than the members named, " + h.members().size());
        for (var i = 0; i < h.members().size(); i++) {
            member("members[%d]".formatted(i), h.members().get(i));
        }
        unless(
                h.lines().size() <= MOST_LINES,
                "lines",
                h.lines().size(),
                "at most %d, as the sheet has".formatted(MOST_LINES));
        for (var i = 0; i < h.lines().size(); i++) {
            line("lines[%d]".formatted(i), h.lines().get(i), h.realm());
        }
        if (h.runner() != null) {
            line("runner", h.runner(), h.realm());
        }
        unit("shelter", h.shelter());
        unit("medical", h.medical());
        degrees("lon", h.lon(), 180);
        degrees("lat", h.lat(), 90);
        unless(
                (h.lon() == null) == (h.lat() == null),
                h.lon() == null ? "lon" : "lat",
                null,
                "degrees together with the other one, or neither");
        unless(
                h.from() == null || h.to() == null || !h.to().isBefore(h.from()),
                "to",
                h.to(),
                "not before " + h.from());
        unless(
                h.kind() != HouseholdKind.CAMP || h.to() != null,
                "to",
                null,
                "the day by which the camp is gone; it can be moved");
    }

    private void degrees(String field, @Nullable Double value, double most) {
        unless(value == null || Math.abs(value) <= most, field, value, "degrees, −%.0f…%.0f".formatted(most, most));
    }

    private record Text(String name, @Nullable String value) {}

    private static List<Text> optional(Household h) {
        return List.of(
                new Text("houseKind", h.houseKind()),
                new Text("position", h.position()),
                new Text("precautions", h.precautions()),
                new Text("route", h.route()));
    }

    private void member(String field, Member member) {
        text(field + ".name", member.name(), LONGEST_NAME);
        unless(member.sex() == null || SEXES.contains(member.sex()), field + ".sex", member.sex(), "m or f");
        unless(
                member.age() == null || member.age() >= 0 && member.age() <= OLDEST,
                field + ".age",
                member.age(),
                "0…" + OLDEST);
    }

    private void line(String field, Line line, Realm realm) {
        text(field + ".name", line.name(), LONGEST_NAME);
        phone(field + ".phone", line.phone(), realm);
    }

    private void unit(String field, @Nullable Unit unit) {
        if (unit == null) {
            return;
        }
        text(field + ".place", unit.place(), LONGEST_TEXT);
        if (unit.phone() != null) {
            unless(
                    Phones.find(unit.phone()).isPresent(),
                    field + ".phone",
                    unit.phone(),
                    "a phone number of 5 to 15 digits");
        }
    }

    private void phone(String field, @Nullable String phone, Realm realm) {
        if (phone == null) {
            unless(false, field, null, "a phone number of 5 to 15 digits, e.g. 13812345678");
            return;
        }
        unless(Phones.find(phone).isPresent(), field, phone, "a phone number of 5 to 15 digits, e.g. 13812345678");
        unless(
                realm == Realm.EXERCISE
                        || Phones.find(phone).filter(Phones::isDemo).isEmpty(),
                field,
                phone,
                "a number that a person can have: 100… belongs to the demo");
    }

    private void text(String field, @Nullable String value, int longest) {
        unless(
                value != null && !value.isBlank() && value.length() <= longest,
                field,
                value,
                "1 to %d characters".formatted(longest));
    }

    private void unless(boolean right, String field, @Nullable Object value, String expected) {
        if (!right) {
            faults.add(new Fault(field, value, expected));
        }
    }
}
