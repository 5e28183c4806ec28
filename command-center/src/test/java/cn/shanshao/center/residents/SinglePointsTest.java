package cn.shanshao.center.residents;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.SinglePoints.Picture;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Realm;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The accidents that made it necessary are found by name; a point where everything is doubled is left alone. */
class SinglePointsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 28);

    private static HazardPoint point(int people) {
        return new HazardPoint(
                "p", 1, null, "矮子沟", "debris-flow", "220282", Realm.LIVE, 126.5, 43.5, people, List.of(), List.of());
    }

    private static Contact contact(ContactRole role, String name, String phone) {
        return new Contact(name, "p", name, phone, role, "zh", Realm.LIVE);
    }

    private static Household household(
            String name, HouseholdKind kind, int people, @Nullable Line runner, Line... lines) {
        return new Household(
                name,
                1,
                "p",
                name,
                kind,
                name,
                people,
                "沟口",
                null,
                List.of(),
                List.of(lines),
                "zh",
                null,
                null,
                null,
                null,
                null,
                runner,
                null,
                kind == HouseholdKind.CAMP ? DAY.plusDays(30) : null,
                null,
                null,
                Realm.LIVE);
    }

    private static Device device(String id, @Nullable String gateway, @Nullable String power) {
        return new Device(
                id,
                1,
                "p",
                "220282",
                id,
                "mud",
                gateway,
                DeviceState.SERVICE,
                null,
                Realm.LIVE,
                0,
                Clock.REAL,
                60,
                power,
                List.of());
    }

    private static final List<Contact> DOUBLED = List.of(
            contact(ContactRole.MONITOR, "甲", "13700000001"),
            contact(ContactRole.MONITOR, "乙", "13700000002"),
            contact(ContactRole.ORDER_GIVER, "丙", "13700000003"));

    private static List<Weakness> look(
            int people, List<Contact> contacts, List<Household> households, List<Device> devices) {
        return SinglePoints.of(new Picture(point(people), contacts, households, devices, DAY));
    }

    @Test
    void ningnanACampWhoseOnlyContactDeletedTheMessage() {
        var village = IntStream.range(0, 5)
                .mapToObj(i -> household(
                        "户" + i,
                        HouseholdKind.FAMILY,
                        4,
                        new Line("邻居", "13711110000"),
                        new Line("户主" + i, "1372222000" + i)))
                .toList();
        var camp = household("白鹤滩施工营地", HouseholdKind.CAMP, 40, null, new Line("承包人", "13733330000"));
        var all = java.util.stream.Stream.concat(village.stream(), java.util.stream.Stream.of(camp))
                .toList();
        assertThat(look(60, DOUBLED, all, List.of())).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("many-one-person");
            assertThat(w.text().get("zh")).contains("白鹤滩施工营地", "40人", "承包人");
            assertThat(w.mend().get("zh")).contains("两名");
        });
    }

    @Test
    void danbaTheOneMonitorAwayAndThePowerOut() {
        var monitor = contact(ContactRole.MONITOR, "群测员", "13700000001");
        var giver = contact(ContactRole.ORDER_GIVER, "村长", "13700000003");
        var devices = List.of(device("rain", null, "grid"), device("mud", null, "grid"), device("siren", "g", "grid"));
        assertThat(look(0, List.of(monitor, giver), List.of(), devices))
                .extracting(Weakness::code)
                .containsExactly("one-monitor", "one-power");
    }

    @Test
    void whereEverythingIsDoubledNothingIsTold() {
        var family = household("王家", HouseholdKind.FAMILY, 4, null, new Line("王", "1"), new Line("李", "2"));
        var school = household("小学", HouseholdKind.SCHOOL, 90, null, new Line("校长", "3"), new Line("主任", "4"));
        var devices = List.of(device("a", "g1", "sun"), device("b", null, null));
        assertThat(look(94, DOUBLED, List.of(family, school), devices)).isEmpty();
    }

    @Test
    void aCampIsNotDoubledByOnePersonsSecondPhoneNorByOnePhoneOfTwo() {
        var twice = household("营地甲", HouseholdKind.CAMP, 9, null, new Line("工头", "1"), new Line("工头", "2"));
        var shared = household("营地乙", HouseholdKind.CAMP, 9, null, new Line("工头", "3"), new Line("会计", "3"));
        assertThat(look(0, DOUBLED, List.of(twice, shared), List.of()))
                .extracting(Weakness::code)
                .containsExactly("many-one-person", "many-one-person");
    }

    @Test
    void onePhoneForSeveralDoorsIsToldOnceWithTheirNames() {
        var a = household("赵家", HouseholdKind.FAMILY, 3, null, new Line("赵", "13712345678"));
        var b = household("钱家", HouseholdKind.FAMILY, 2, null, new Line("赵", "13712345678"));
        assertThat(look(0, DOUBLED, List.of(a, b), List.of()))
                .filteredOn(w -> w.code().equals("shared-phone"))
                .singleElement()
                .satisfies(w -> assertThat(w.text().get("zh"))
                        .contains("赵家", "钱家", "5 人", "137****5678")
                        .doesNotContain("13712345678"));
    }

    @Test
    void whoHasGoneIsNotLookedAtAndWhoStandsOnNoListIsMissed() {
        var gone = household("营地", HouseholdKind.CAMP, 40, null, new Line("工头", "1"));
        var picture = new Picture(point(12), DOUBLED, List.of(gone), List.of(), DAY.plusDays(31));
        assertThat(SinglePoints.of(picture)).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("roster-short");
            assertThat(w.text().get("en")).contains("12 people", "0 stand");
        });
    }

    @Test
    void oneRunnerHasLegsForTenDoors() {
        var runner = new Line("邻居", "9");
        var doors = IntStream.rangeClosed(0, SinglePoints.MOST_DOORS)
                .mapToObj(i -> household("户" + i, HouseholdKind.FAMILY, 1, runner, new Line("户主", "1" + i)))
                .toList();
        assertThat(look(0, DOUBLED, doors, List.of())).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("runner-overloaded");
            assertThat(w.subject()).as("stands in the open").doesNotContain("邻居");
        });
        assertThat(look(0, DOUBLED, doors.subList(1, doors.size()), List.of())).isEmpty();
    }
}
