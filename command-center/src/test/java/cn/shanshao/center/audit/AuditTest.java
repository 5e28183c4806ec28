package cn.shanshao.center.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AuditTest {
    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Trail trail = new Trail(jdbc, Clock.systemUTC());
    private final Audit audit = new Audit(trail);

    private void record(String object) {
        transaction.executeWithoutResult(
                status -> audit.record("tester", "thing.do", object, Map.of("b", 2, "a", "甲")));
    }

    @Test
    void entriesHangOnEachOther() {
        record("one");
        record("two");
        var entries = trail.onward(0, 10);
        assertThat(entries).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(entries.get(1).previous()).isEqualTo(entries.get(0).hash());
        assertThat(entries.get(0).previous()).isEqualTo(Entry.ROOT);
        assertThat(entries.get(0).detail()).isEqualTo("{\"a\":\"甲\",\"b\":2}");
        assertThat(audit.verify()).isEqualTo(new Verdict(true, 2, null));
    }

    @Test
    void whatIsRolledBackLeavesNoEntry() {
        transaction.executeWithoutResult(status -> {
            audit.record("tester", "thing.do", "undone", Map.of());
            status.setRollbackOnly();
        });
        record("done");
        assertThat(trail.onward(0, 10)).extracting(Entry::object).containsExactly("done");
        assertThat(audit.verify().intact()).isTrue();
    }

    @Test
    void manyAtOnceStillMakeOneChain() {
        var tasks = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> record("object-" + i)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(tasks).join();
        assertThat(audit.verify()).isEqualTo(new Verdict(true, 40, null));
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrRemoveAnEntry() {
        record("one");
        for (var sql :
                List.of("update audit_entry set who = 'somebody'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void anEntryChangedBehindTheTriggersBackIsFound() {
        record("one");
        record("two");
        record("three");
        forge("update audit_entry set detail = '{}' where seq = 2");
        assertThat(audit.verify()).isEqualTo(new Verdict(false, 1, 2L));
    }

    @Test
    void anEntryTakenOutIsFound() {
        record("one");
        record("two");
        record("three");
        forge("delete from audit_entry where seq = 2");
        assertThat(audit.verify()).isEqualTo(new Verdict(false, 1, 2L));
    }

    private void forge(String sql) {
        jdbc.sql("alter table audit_entry disable trigger user").update();
        jdbc.sql(sql).update();
    }
}
