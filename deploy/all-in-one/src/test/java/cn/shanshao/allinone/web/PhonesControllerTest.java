package cn.shanshao.allinone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import cn.shanshao.allinone.web.PhonesController.Handset;
import cn.shanshao.allinone.web.PhonesController.Typed;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Officers;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.Asked;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.HouseholdKind;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.sim.carrier.VirtualCarrier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesControllerTest {
    private static final String HUADIAN = "220282";
    private static final String JIAOHE = "220281";
    private static final String OURS = "10000000001";
    private static final String THEIRS = "10000000002";
    private static final String LIVE = "13900000003";
    private static final String OF_BOTH_COUNTIES = "10000000004";
    private static final String OF_BOTH_REALMS = "13900000005";
    private static final String LIVE_OFFICER = "13900000007";
    private static final String NOBODYS = "10000000006";

    private final Registry registry = mock(Registry.class);
    private final Residents residents = mock(Residents.class);
    private final Officers officers = mock(Officers.class);
    private final Messages asked = mock(Messages.class);
    private final Divisions divisions = mock(Divisions.class);
    private final Audit audit = mock(Audit.class);

    private VirtualCarrier carrier;
    private PhonesController controller;

    @BeforeEach
    void twoCounties(@TempDir Path home) throws IOException {
        carrier = VirtualCarrier.start(0, "centre", "secret", home.resolve("phones.json"));
        controller = new PhonesController(carrier, registry, residents, officers, asked, divisions, audit);
        when(registry.findPoint("slope")).thenReturn(Optional.of(point("slope", HUADIAN)));
        when(registry.findPoint("gully")).thenReturn(Optional.of(point("gully", JIAOHE)));
        person(OURS, card("slope", Realm.EXERCISE));
        person(THEIRS, card("gully", Realm.EXERCISE));
        person(LIVE, card("slope", Realm.LIVE));
        person(OF_BOTH_COUNTIES, card("slope", Realm.EXERCISE), card("gully", Realm.EXERCISE));
        person(OF_BOTH_REALMS, card("slope", Realm.EXERCISE), card("slope", Realm.LIVE));
        person(NOBODYS);
        for (var number : List.of(OURS, THEIRS, LIVE, OF_BOTH_COUNTIES, OF_BOTH_REALMS, NOBODYS)) {
            carrier.type(number, "before");
        }
    }

    @AfterEach
    void close() throws IOException {
        carrier.close();
    }

    private static HazardPoint point(String id, String division) {
        return new HazardPoint(
                id, 0, null, id, "landslide", division, Realm.EXERCISE, 126.7, 42.9, 9, List.of(), List.of());
    }

    private static Contact card(String point, Realm realm) {
        return new Contact(point + "-m", point, "赵德福", "?", ContactRole.MONITOR, "zh", realm);
    }

    private static Household household(String line, String runner) {
        return new Household(
                "h",
                1,
                "slope",
                "001",
                HouseholdKind.FAMILY,
                "李德福",
                4,
                "老岭村1组",
                null,
                List.of(),
                List.of(new Household.Line("李秀英", line)),
                "zh",
                null,
                null,
                null,
                null,
                null,
                new Household.Line("王二", runner),
                null,
                null,
                null,
                null,
                Realm.EXERCISE);
    }

    private void person(String number, Contact... cards) {
        when(registry.contactsByPhone(number)).thenReturn(List.of(cards));
    }

    private CurrentUser user(Role role, String... divisionsSeen) {
        var user = new CurrentUser("user", "user", role, divisionsSeen[0]);
        for (var division : divisionsSeen) {
            when(divisions.sees(user, division)).thenReturn(true);
        }
        return user;
    }

    private List<String> numbers(CurrentUser user) {
        return controller.phones(user).phones().stream().map(Handset::number).toList();
    }

    private List<String> texts(String number) {
        return carrier.phones().stream()
                .filter(phone -> phone.number().equals(number))
                .flatMap(phone -> phone.messages().stream())
                .map(message -> message.text())
                .toList();
    }

    @Test
    void aCountySeesThePhonesOfItsOwnExerciseOnly() {
        assertThat(numbers(user(Role.CREW, HUADIAN))).containsExactly(OURS);
        assertThat(numbers(user(Role.CREW, JIAOHE))).containsExactly(THEIRS);
    }

    @ParameterizedTest
    @CsvSource({"10000000007, 李秀英, VILLAGER", "10000000008, 王二, RUNNER"})
    void aHouseholdsPhonesAreThereToo(String number, String name, String role) throws IOException {
        when(residents.householdsByPhone(number)).thenReturn(List.of(household("10000000007", "10000000008")));
        carrier.type(number, "before");

        var phones = controller.phones(user(Role.DUTY, HUADIAN)).phones();

        assertThat(phones)
                .filteredOn(phone -> phone.number().equals(number))
                .extracting(Handset::name, Handset::role)
                .containsExactly(tuple(name, role));
    }

    @Test
    void whoSeesBothCountiesSeesThePhoneOfBoth() {
        assertThat(numbers(user(Role.CREW, HUADIAN, JIAOHE))).containsExactlyInAnyOrder(OURS, THEIRS, OF_BOTH_COUNTIES);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATOR", "SIGNER", "DUTY"})
    void whoOperatesTypesAndTheTrailKeepsNeitherNumberNorText(Role role) {
        controller.type(OURS, new Typed("1"), user(role, HUADIAN));

        assertThat(texts(OURS)).containsExactly("before", "1");
        verify(audit).record("user", "phone.type", "slope-m", Map.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"WALL", "REVIEWER"})
    void whoSeesNobodySeesNoPhones(Role role) {
        assertThatThrownBy(() -> numbers(user(role, HUADIAN)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.getStatusCode().value()).isEqualTo(403));
    }

    @Test
    void aViewerTypesNothing() {
        var viewer = user(Role.WALL, HUADIAN);
        assertThatThrownBy(() -> controller.type(OURS, new Typed("2"), viewer))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.getStatusCode().value()).isEqualTo(403));
        assertThat(texts(OURS)).containsExactly("before");
        verifyNoInteractions(audit);
    }

    @ParameterizedTest
    @ValueSource(strings = {THEIRS, LIVE, OF_BOTH_COUNTIES, OF_BOTH_REALMS, NOBODYS})
    void nobodyTypesOnAPhoneThatIsNotThere(String number) {
        var duty = user(Role.DUTY, HUADIAN);
        assertThatThrownBy(() -> controller.type(number, new Typed("2"), duty))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.getStatusCode().value()).isEqualTo(404));
        assertThat(texts(number)).containsExactly("before");
        verifyNoInteractions(audit);
    }

    @Test
    void aStrangerWritesFromADemoNumberThatIsNobodysForWhoReadsStrangers() {
        when(divisions.isTop(HUADIAN)).thenReturn(true);

        controller.type(NOBODYS, new Typed("谁家的羊丢了"), user(Role.DUTY, HUADIAN));

        assertThat(texts(NOBODYS)).containsExactly("before", "谁家的羊丢了");
        verify(audit).record("user", "phone.type", "stranger", Map.of());
    }

    @Test
    void aStrangersPhoneLiesThereForWhoReadsStrangersAndForNobodyElse() {
        assertThat(numbers(user(Role.DUTY, HUADIAN))).doesNotContain(NOBODYS);
        when(divisions.isTop(HUADIAN)).thenReturn(true);
        assertThat(controller.phones(user(Role.DUTY, HUADIAN)).phones())
                .filteredOn(phone -> phone.name() == null)
                .extracting(Handset::number)
                .containsExactly(NOBODYS);

        person(NOBODYS, card("slope", Realm.EXERCISE));
        assertThat(controller.phones(user(Role.DUTY, HUADIAN)).phones())
                .as("and where nobody strange has written yet, one that can")
                .filteredOn(phone -> phone.name() == null)
                .singleElement()
                .satisfies(phone -> {
                    assertThat(phone.number()).isEqualTo("10000009900");
                    controller.type(phone.number(), new Typed("有人吗"), user(Role.DUTY, HUADIAN));
                    assertThat(texts(phone.number())).containsExactly("有人吗");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {THEIRS, LIVE, OF_BOTH_REALMS, "13900000009"})
    void noStrangerHasANumberThatIsSomebodysOrCouldBe(String number) {
        var duty = user(Role.DUTY, HUADIAN);
        when(divisions.isTop(HUADIAN)).thenReturn(true);
        assertThatThrownBy(() -> controller.type(number, new Typed("2"), duty)).isInstanceOf(Problem.class);
        verifyNoInteractions(audit);
    }

    @Test
    void anOfficersPhoneIsThereForWhoSeesTheDivisionAndNeverARealOne() {
        var officer = new CurrentUser("demo-signer", "演示县签发人", Role.SIGNER, HUADIAN);
        when(officers.byNumber()).thenReturn(Map.of(NOBODYS, List.of(officer), LIVE_OFFICER, List.of(officer)));
        carrier.type(LIVE_OFFICER, "before");
        person(LIVE_OFFICER);
        assertThat(controller.phones(user(Role.DUTY, HUADIAN)).phones())
                .filteredOn(phone -> phone.number().equals(NOBODYS))
                .singleElement()
                .satisfies(phone -> {
                    assertThat(phone.name()).isEqualTo("演示县签发人");
                    assertThat(phone.role()).isEqualTo("SIGNER");
                });
        assertThat(numbers(user(Role.DUTY, HUADIAN))).doesNotContain(LIVE_OFFICER);
        assertThat(numbers(user(Role.DUTY, JIAOHE))).doesNotContain(NOBODYS);
    }

    @Test
    void aPhoneTellsWhatItsNextAnswerIsReadBy() {
        when(asked.asked(OURS, Realm.EXERCISE)).thenReturn(Optional.of(Asked.GO));
        assertThat(controller.phones(user(Role.DUTY, HUADIAN)).phones())
                .filteredOn(phone -> phone.number().equals(OURS))
                .extracting(Handset::asks)
                .containsExactly(Asked.GO);
    }
}
