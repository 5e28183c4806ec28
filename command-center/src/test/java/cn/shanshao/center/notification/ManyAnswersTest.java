package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.RoadCenterTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever has one number and stands for more than one thing: several households, or a household and a post. */
@RoadCenterTest
class ManyAnswersTest extends NoticeScene {
    @Test
    void whyNothingFollowsFromATextStandsInNoTrail() {
        carrier.type("10000009603", "passing by the slope");
        var id = jdbc.sql("select max(id) from reply where message_id is null and contact_id is null"
                        + " and household_id is null")
                .query(Long.class)
                .single();
        assertThat(stranger.admin()
                        .post("/api/v1/replies/" + id + "/settle", Map.of("note", "cousin of Wang Wu at 6"))
                        .status())
                .isEqualTo(204);

        assertThat(jdbc.sql("select a::text from audit_entry a where action = 'reply.note' and object = ?")
                        .param(Long.toString(id))
                        .query(String.class)
                        .single())
                .doesNotContain("Wang Wu");
        assertThat(jdbc.sql("select note from reply where id = ?")
                        .param(id)
                        .query(byte[].class)
                        .single())
                .isNotEmpty();
        assertThat(messages.replies("22", 100))
                .filteredOn(reply -> reply.id().equals(Long.toString(id)))
                .singleElement()
                .extracting(ReplyView::note)
                .isEqualTo("cousin of Wang Wu at 6");
    }
}
