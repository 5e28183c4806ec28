package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.notification.Addressing.Addressed;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.notification.Mailing.Lot;
import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.center.notification.Recipients.Recipient;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailingTest {
    private static final Turn TURN = new Turn(
            Scene.notice(Scene.warning("lots", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED)
                    .notice(),
            1);

    private static Home home(int number, String... phones) {
        return new Home("h%05d".formatted(number), "lots", 3, List.of(phones));
    }

    private static Reader reader(Home home) {
        return new Reader("人", home.phones().get(0), Recipients.HOUSEHOLD, "zh", null, home.id());
    }

    private static Letter letter(Home home) {
        return Letter.sms(
                Errand.ISSUE,
                Realm.EXERCISE,
                Level.RED,
                Scene.DIVISION,
                "lots",
                Cause.of("warning/lots", 1, Instant.EPOCH),
                reader(home),
                "文",
                null);
    }

    /** A message to the first number of each. */
    private static Mailing mailing(List<Home> homes, Set<String> enrolled) {
        var recipients = new Recipients(List.of(), homes);
        var letters = homes.stream().map(MailingTest::letter).toList();
        return Mailing.of(TURN, null, new Addressed(recipients, letters, List.of(), Instant.EPOCH), enrolled);
    }

    private static List<Home> town(int households) {
        return IntStream.range(0, households)
                .mapToObj(i -> home(i, "100%08d".formatted(i)))
                .toList();
    }

    @Test
    void eachHouseholdIsInOneLotWithItsMessage() {
        var lots = new ArrayList<>(mailing(town(1_234), Set.of("h00007")).lots());

        assertThat(lots).extracting(lot -> lot.homes().size()).containsExactly(500, 500, 233);
        assertThat(lots)
                .allSatisfy(lot -> assertThat(lot.readers())
                        .extracting(Reader::householdId)
                        .containsExactlyElementsOf(lot.ids()));
        assertThat(lots.stream().flatMap(lot -> lot.ids().stream()))
                .doesNotHaveDuplicates()
                .hasSize(1_233)
                .doesNotContain("h00007");
    }

    @Test
    void householdsThatAnswerAtOneNumberAreWrittenTogether() {
        var homes = new ArrayList<>(town(1_500));
        homes.set(20, home(20, "10000000020", "10099999999"));
        homes.set(900, home(900, "10099999999", "10088888888"));
        homes.set(1_400, home(1_400, "10088888888"));
        homes.set(700, home(700, "10000000700", "10077777777"));
        homes.set(701, home(701, "10000000701", "10066666666"));
        // brings two groups together that were apart
        homes.set(1_300, home(1_300, "10077777777", "10066666666"));

        var lots = List.copyOf(mailing(homes, Set.of()).lots());

        assertThat(lots.get(0).ids()).contains("h00020", "h00900", "h01400");
        assertThat(lots)
                .filteredOn(lot -> lot.ids().contains("h01300"))
                .singleElement()
                .satisfies(lot -> assertThat(lot.ids()).contains("h00700", "h00701"));
        assertThat(lots.stream().flatMap(lot -> lot.ids().stream()))
                .doesNotHaveDuplicates()
                .hasSize(1_500);
        assertThat(lots).allSatisfy(lot -> assertThat(lot.homes()).hasSizeLessThanOrEqualTo(Mailing.LOT));
    }

    @Test
    void whoHearsTheNewWordIsNotToldTheOldOne() {
        var homes = town(600);
        var later = homes.subList(0, 590);
        var instead = new Recipients(
                later.stream()
                        .map(home -> new Recipient(reader(home), TURN.notice().wordsFor("zh")))
                        .toList(),
                later);

        var whole = mailing(homes, Set.of()).whole(instead);

        assertThat(whole.lots()).hasSize(1);
        assertThat(whole.ids()).hasSize(10).startsWith("h00590");
        assertThat(whole.lots().getFirst().readers()).hasSize(10);
        assertThat(mailing(later, Set.of()).whole(instead).lots()).isEmpty();
    }

    @Test
    void whatIsWrittenAlreadyIsLeftOutWithItsMessages() {
        var lot = mailing(town(3), Set.of()).lots().getFirst();

        var left = lot.without(Set.of("h00001"));

        assertThat(left.ids()).containsExactly("h00000", "h00002");
        assertThat(left.readers()).extracting(Reader::householdId).containsExactly("h00000", "h00002");
        assertThat(lot.apart())
                .extracting(Lot::ids)
                .containsExactly(List.of("h00000"), List.of("h00001"), List.of("h00002"));
    }
}
