package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever left the card of a point long ago is nobody any more; whoever stands on it, or left it of late, can be asked for. */
@CenterTest
class ContactExpiryTest {
    @Autowired
    Caller stranger;

    @Autowired
    Registry registry;

    @Autowired
    ContactExpiry expiry;

    @Autowired
    JdbcClient jdbc;

    private void contact(String id) {
        registry.saveContact(
                new Contact(id, "ce-1", "吴满仓", "10000000077", ContactRole.MONITOR, "zh", Realm.EXERCISE), "test");
    }

    private void takeOff(String id, int daysAgo) {
        registry.removeContact(registry.findContact(id).orElseThrow(), "test");
        jdbc.sql("update contact_version set until = now() - ? * interval '1 day' where id = ?")
                .params(daysAgo, id)
                .update();
    }

    private List<String> readable() {
        return registry.contactVersionsOf("ce-1").stream()
                .filter(version -> version.contact().isPresent())
                .map(ContactVersion::id)
                .toList();
    }

    @Test
    void areErasedWhenTheyLeftTheCardLongAgo() {
        registry.savePoint(
                new HazardPoint(
                        "ce-1", 0, null, "东坡", "slope", "220282", Realm.EXERCISE, 126, 43, 9, List.of(), List.of()),
                "test");
        List.of("ce-here", "ce-late", "ce-old").forEach(this::contact);
        takeOff("ce-late", 1_090);
        takeOff("ce-old", 1_100);

        expiry.everyNight();

        assertThat(readable()).containsExactlyInAnyOrder("ce-here", "ce-late");
        var trail = stranger.admin()
                .get("/api/v1/audit?personal=true&object=ce-old")
                .response()
                .body();
        assertThat(trail).contains("contact.expire").doesNotContain("吴满仓");
        expiry.everyNight();
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'contact.expire' and object like 'ce-%'")
                        .query(Integer.class)
                        .single())
                .as("once")
                .isEqualTo(1);
    }
}
