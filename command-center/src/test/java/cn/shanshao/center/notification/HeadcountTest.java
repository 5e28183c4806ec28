package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.RoadCenterTest;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.Warnings;
import cn.shanshao.ingest.wire.Realm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** The same people are as many wherever they are counted. */
@RoadCenterTest
class HeadcountTest {
    @Autowired
    Registry registry;

    @Autowired
    Residents residents;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    Warnings warnings;

    @Autowired
    Caller stranger;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private void contact(String id, String phone, ContactRole role) {
        registry.saveContact(new Contact(id, "headcount", "人" + id, phone, role, "zh", Realm.EXERCISE), "test");
    }

    @Test
    void whoStandsOnNoHouseholdsCardIsOneOfThePeopleAndNoHousehold() {
        Scene.point(registry, "headcount", Realm.EXERCISE);
        Scene.household(residents, "headcount", "1", Realm.EXERCISE, null, new Line("甲", "10000008201"));
        Scene.household(residents, "headcount", "2", Realm.EXERCISE, null, new Line("乙", "10000008202"));
        contact("headcount-v", "10000008203", ContactRole.VILLAGER);
        contact("headcount-of-card", "10000008201", ContactRole.VILLAGER);
        contact("headcount-m", "10000008204", ContactRole.MONITOR);
        var admin = stranger.admin();

        var opened = admin.post("/api/v1/points/headcount/warnings", Map.of("level", "orange", "reason", "后山裂缝"));
        assertThat(opened.status()).as(opened.response().body()).isEqualTo(201);
        var id = opened.json().get("id").asString();
        assertThat(opened.json().get("people").asInt()).isEqualTo(7);
        assertThat(opened.json().get("households").asInt()).isEqualTo(2);

        assertThat(admin.post("/api/v1/warnings/" + id + "/verify", Map.of("version", 1))
                        .status())
                .isEqualTo(200);
        var proposed = admin.post(
                "/api/v1/warnings/" + id + "/notices",
                Map.of(
                        "version", 2,
                        "act", "evacuation",
                        "purpose", "issue",
                        "level", "orange",
                        "reason", "后山裂缝",
                        "shelter", "村委会",
                        "joint", false));
        assertThat(proposed.status()).as(proposed.response().body()).isBetween(200, 201);
        var notice = warnings.noticesOf(id).get(0);
        assertThat(notice.people()).isEqualTo(7);
        assertThat(notice.households()).isEqualTo(2);
        assertThat(notice.words().stream().mapToInt(words -> words.people()).sum())
                .isEqualTo(7);

        transaction.executeWithoutResult(status -> events.publishEvent(new NoticeIssued(warnings.get(id), notice)));
        eventually(() -> assertThat(rollCalls.find(id)).isPresent());
        var homes = rollCalls.get(id).households();
        assertThat(homes.stream().mapToInt(RollCallView.Home::people).sum()).isEqualTo(7);
        assertThat(homes.stream().filter(home -> !home.number().isEmpty())).hasSize(2);
        assertThat(admin.get("/api/v1/duty/open?division=" + Scene.DIVISION)
                        .json()
                        .valueStream()
                        .filter(matter -> matter.get("kind").asString().equals("roll-call")
                                && matter.get("id").asString().equals(id)))
                .singleElement()
                .satisfies(matter -> {
                    assertThat(matter.at("/detail/people").asInt()).isEqualTo(7);
                    assertThat(matter.at("/detail/households").asInt()).isEqualTo(2);
                });
    }
}
