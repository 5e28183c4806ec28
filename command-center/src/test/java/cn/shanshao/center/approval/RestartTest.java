package cn.shanshao.center.approval;

import static cn.shanshao.center.approval.Office.COUNTY;
import static cn.shanshao.center.approval.Office.done;
import static cn.shanshao.center.approval.Office.hash;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.Caller;
import cn.shanshao.center.CenterTest;
import cn.shanshao.center.CommandCenter;
import cn.shanshao.center.TestDatabase;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.transaction.support.TransactionTemplate;

/** The command centre is stopped while a paper is on its way, and comes back with another drawing. */
class RestartTest {
    private static final String DRAWING = "public-warning.bpmn20.xml";
    private static final List<Seat> CHIEFS = List.of(Seat.of(Role.SIGNER, COUNTY));
    private static final List<Seat> WEATHER = List.of(Office.only("rs-weather"), Office.only("rs-weather-2"));

    @TempDir
    Path keys;

    private final String database = TestDatabase.freshUrl();

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(CommandCenter.class)
                .run(
                        "--server.port=0",
                        "--shanshao.admin-password=" + CenterTest.PASSWORD,
                        "--shanshao.demo=true",
                        "--shanshao.durable=false",
                        "--shanshao.config.publish=false",
                        "--shanshao.mqtt.uri=tcp://127.0.0.1:1",
                        "--shanshao.store.url=http://127.0.0.1:1",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.hikari.maximum-pool-size=6",
                        "--shanshao.audit.key-file=" + keys.resolve("audit.key"),
                        "--shanshao.audit.anchor-file=" + keys.resolve("audit.anchors"),
                        "--shanshao.vault.key=" + keys.resolve("vault.key"));
    }

    private static Office office(ConfigurableApplicationContext center) {
        var office = new Office(
                new Caller(center.getEnvironment()),
                center.getBean(Approvals.class),
                center.getBean(People.class),
                center.getBean(TransactionTemplate.class));
        office.hire("rs-clerk", Role.DUTY, COUNTY);
        office.hire("rs-chief", Role.SIGNER, COUNTY);
        office.hire("rs-weather", Role.EXPERT, COUNTY);
        office.hire("rs-weather-2", Role.EXPERT, COUNTY);
        return office;
    }

    /** As a later release may draw it: nobody signs beside. */
    private static Resource withoutCosigners() throws IOException {
        var drawn = new ClassPathResource("processes/" + DRAWING).getContentAsString(StandardCharsets.UTF_8);
        var other = drawn.replace("${cosigners &gt; 0}", "${cosigners &gt; 99}");
        assertThat(other).isNotEqualTo(drawn);
        return new ByteArrayResource(other.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return DRAWING;
            }
        };
    }

    private static Submission warning(String id) {
        return Office.paper(id, Process.PUBLIC_WARNING, CHIEFS, WEATHER);
    }

    @Test
    void aPaperOutlivesTheProgramAndGoesOnByTheDrawingItBeganWith() throws IOException {
        try (var before = start()) {
            var office = office(before);
            office.submit(warning("rs-old"), "rs-clerk");
            done(office.sign("rs-weather", "rs-old", hash(1)));
        }
        try (var after = start()) {
            var office = office(after);
            assertThat(versions(after)).as("the same drawing is no new version").isOne();
            after.getBean(Drawings.class).deploy(withoutCosigners());
            assertThat(versions(after)).isEqualTo(2);

            assertThat(office.paper("rs-old").steps()).containsExactly(Step.COSIGN);
            assertThat(office.paper("rs-old").signatures()).hasSize(1);
            office.submit(warning("rs-new"), "rs-clerk");
            assertThat(office.paper("rs-new").steps()).containsExactly(Step.SIGN);

            done(office.sign("rs-weather-2", "rs-old", hash(1)));
            done(office.sign("rs-chief", "rs-old", hash(1)));
            assertThat(office.paper("rs-old").state()).isEqualTo(Approval.State.APPROVED);
            assertThat(office.paper("rs-old").signatures()).hasSize(3);
            done(office.sign("rs-chief", "rs-new", hash(1)));
            assertThat(office.paper("rs-new").state()).isEqualTo(Approval.State.APPROVED);
        }
    }

    private static long versions(ConfigurableApplicationContext center) {
        return center.getBean(org.flowable.engine.ProcessEngine.class)
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("public-warning")
                .count();
    }
}
