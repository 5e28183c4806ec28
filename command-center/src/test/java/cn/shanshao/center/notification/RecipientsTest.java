package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.notification.Recipients.Home;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipientsTest {
    private static Contact contact(String id, String phone, ContactRole role) {
        return new Contact(id, "card", "人" + id, phone, role, "zh", Realm.EXERCISE);
    }

    @Test
    void aVillagerIsOnTheRollAlsoWhereAnotherContactHasTheSamePhoneAndGetsItOnce() {
        var notice = Scene.notice(Scene.warning("card", Realm.EXERCISE, Level.RED), 1, Purpose.ISSUE, Level.RED)
                .notice();
        var household = Scene.household("card", "1", Realm.EXERCISE, "zh", null, new Line("甲", "10000002001"));

        var recipients = Recipients.of(
                notice,
                List.of(household),
                List.of(
                        contact("m", "10000002002", ContactRole.MONITOR),
                        contact("v", "10000002002", ContactRole.VILLAGER),
                        contact("w", "10000002001", ContactRole.VILLAGER)));

        assertThat(recipients.homes())
                .as("who stands on a household's card is on the roll with it")
                .extracting(Home::id)
                .containsExactly("card-h1", "contact:v");
        assertThat(recipients.people())
                .extracting(one -> one.reader().phone())
                .containsExactly("10000002001", "10000002002");
    }
}
