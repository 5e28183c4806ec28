package cn.shanshao.center.approval;

import static cn.shanshao.center.approval.Office.COUNTY;
import static cn.shanshao.center.approval.Office.done;
import static cn.shanshao.center.approval.Office.hash;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The life of a paper. */
@CenterTest
@Import({Office.class, Ear.class})
class ApprovalTest {
    @Autowired
    Office office;

    @Autowired
    Ear ear;

    @BeforeEach
    void people() {
        office.hire("ap-clerk", Role.DUTY, COUNTY);
        office.hire("ap-chief", Role.SIGNER, COUNTY);
    }

    @Test
    void oneSignatureIssuesANotice() {
        office.submit(Office.notice("ap-one"), "ap-clerk");
        var signed = done(office.sign("ap-chief", "ap-one", hash(1)));
        assertThat(signed.get("state").asString()).isEqualTo("approved");
        assertThat(ear.of(Approved.class, "ap-one")).singleElement().satisfies(approved -> {
            assertThat(approved.hash()).isEqualTo(hash(1));
            assertThat(approved.subject()).isEqualTo("notice/ap-one");
            assertThat(approved.signatures()).singleElement().satisfies(s -> {
                assertThat(s.username()).isEqualTo("ap-chief");
                assertThat(s.displayName()).isEqualTo("人ap-chief");
                assertThat(s.method()).isEqualTo("password");
            });
        });
    }
}
