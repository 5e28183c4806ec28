package cn.shanshao.center.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.TestDatabase;
import cn.shanshao.center.audit.Verdict.Fault;
import cn.shanshao.center.vault.Seal;
import cn.shanshao.center.vault.TestVault;
import cn.shanshao.center.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class AuditTest {
    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Vault vault = TestVault.of(database);
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);

    @TempDir
    Path folder;

    private Path keyFile;
    private Path anchorFile;
    private Trail trail;
    private Anchoring anchoring;
    private Audit audit;

    @BeforeEach
    void aTrail() {
        keyFile = folder.resolve("kept/audit.key");
        anchorFile = folder.resolve("kept/audit.anchors");
        begin();
    }

    private AuditKey key() {
        return AuditKey.at(keyFile, new Evidence(jdbc));
    }

    private void begin() {
        var key = key();
        var anchors = new Anchors(anchorFile, key);
        var known = new KnownAnchors(jdbc, key);
        var persons = new Persons(vault, jdbc, key);
        trail = new Trail(jdbc, Clock.systemUTC(), key);
        anchoring = new Anchoring(trail, key, anchors, known, Clock.systemUTC(), transactions);
        audit = new Audit(trail, persons, new Chain(trail, key, anchors, known, transactions), anchoring);
    }

    private void record(String... objects) {
        for (var object : objects) {
            record(Act.of("tester", "thing.do", object).telling(Map.of("b", 2, "a", "甲")));
        }
    }

    private void record(Act act) {
        transaction.executeWithoutResult(status -> audit.record(act));
    }

    private void forge(String... statements) {
        jdbc.sql("alter table audit_entry disable trigger user").update();
        for (var sql : statements) {
            jdbc.sql(sql).update();
        }
    }

    private void bent(Fault fault, @Nullable Long first) {
        var verdict = audit.verify();
        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.fault()).as(verdict.sentence()).isEqualTo(fault);
        assertThat(verdict.firstBroken()).isEqualTo(first);
    }

    @Test
    void entriesHangOnEachOther() {
        record("one", "two");
        var entries = trail.onward(0, 10);
        assertThat(entries).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(entries.get(1).previous()).isEqualTo(entries.get(0).hash());
        assertThat(entries.get(0).previous()).isEqualTo(Entry.ROOT);
        assertThat(entries.get(0).detail()).isEqualTo("{\"a\":\"甲\",\"b\":2}");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(2));
    }

    @Test
    void whatTellsTheTrailKeepsNobodyElseFromItMeanwhile() {
        transaction.executeWithoutResult(status -> {
            record("long", "longer");
            CompletableFuture.runAsync(() -> record("urgent"))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
        record("after");
        assertThat(trail.onward(0, 10)).extracting(Entry::object).containsExactly("urgent", "long", "longer", "after");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(4));
    }

    @Test
    void whatIsTakenBackToASavepointLeavesNoEntry() {
        var savepoint = new TransactionTemplate(transactions);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        for (var before : List.of(List.<String>of(), List.of("before"))) {
            transaction.executeWithoutResult(status -> {
                before.forEach(this::record);
                savepoint.executeWithoutResult(inside -> {
                    record("undone");
                    inside.setRollbackOnly();
                });
                savepoint.executeWithoutResult(inside -> record("inside"));
            });
        }
        assertThat(trail.onward(0, 10)).extracting(Entry::object).containsExactly("inside", "before", "inside");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(3));
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
        assertThat(audit.verify()).isEqualTo(Verdict.whole(40));
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrRemoveAnEntry() {
        record("one");
        for (var sql :
                List.of("update audit_entry set who = 'somebody'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("append-only");
        }
        for (var sql : List.of("delete from audit_head", "truncate audit_head")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("has an end");
        }
    }

    @Test
    void aByteChangedIsFoundInWhateverColumn() {
        record("one", "two", "three");
        record(Act.of("tester", "thing.do", "four").in("220282").changing(Map.of("n", 1), Map.of("n", 2)));
        for (var change : List.of(
                "detail = '{\"n\":1}'",
                "who = 'x'",
                "action = 'x'",
                "object = 'x'",
                "division = 'x'",
                "address = 'x'",
                "via = 'x'",
                "state_before = '{\"n\":3}'",
                "state_after = '{\"n\":3}'",
                "at = at + interval '1 microsecond'")) {
            forge(
                    "create table kept as select * from audit_entry where seq = 4",
                    "update audit_entry set " + change + " where seq = 4");
            bent(Fault.CHANGED, 4L);
            forge(
                    "delete from audit_entry where seq = 4",
                    "insert into audit_entry select * from kept",
                    "drop table kept");
        }
        assertThat(audit.verify().intact()).isTrue();
    }

    @Test
    void anEntryTakenOutIsFound() {
        record("one", "two", "three");
        forge("delete from audit_entry where seq = 2");
        bent(Fault.MISSING, 2L);
    }

    @Test
    void aTailThatWasCutOffIsFoundByTheEndBeforeTheNextAnchor() {
        record("one", "two", "three");
        forge("delete from audit_entry where seq > 1");
        bent(Fault.CUT_OFF, 2L);
        record("four");
        bent(Fault.MISSING, 2L);
    }

    @Test
    void aTailThatWasCutOffTogetherWithItsEndIsFoundByTheAnchor() {
        record("one", "two");
        var end = jdbc.sql("select hash, seal from audit_head").query().singleRow();
        record("three", "four");
        anchoring.anchor();
        forge("delete from audit_entry where seq > 2");
        jdbc.sql("update audit_head set seq = 2, hash = ?, seal = ?")
                .params(end.get("hash"), end.get("seal"))
                .update();
        bent(Fault.CUT_OFF, 3L);
        record("another three", "another four");
        bent(Fault.RECOMPUTED, 4L);
    }

    @Test
    void anEndThatWasChangedIsFoundAndNoLaterEntryMakesItGood() {
        record("one", "two");
        forge(
                "delete from audit_entry where seq = 2",
                "update audit_head set seq = 1, hash = (select hash from audit_entry where seq = 1)");
        bent(Fault.END_CHANGED, 2L);
        record("two again");
        assertThat(trail.onward(1, 10)).extracting(Entry::action).containsExactly("trail.bent", "thing.do");
        bent(Fault.END_CHANGED, 2L);
    }

    @Test
    void aChainRecomputedWithoutTheKeyIsFoundFromItsFirstForgedEntry() throws IOException {
        record("one", "two", "three", "four");
        anchoring.anchor();
        var forger = AuditKey.make(folder.resolve("forged.key"));
        var entries = trail.onward(0, 10);
        var previous = entries.get(0).hash();
        for (var e : entries.subList(1, 4)) {
            var forged = new Entry(
                            e.seq(),
                            e.at(),
                            "somebody else",
                            e.action(),
                            e.object(),
                            null,
                            null,
                            null,
                            e.detail(),
                            null,
                            null,
                            previous,
                            "")
                    .sealed(forger);
            forge(
                    "update audit_entry set who = 'somebody else', previous = decode('%s', 'hex'), hash = decode('%s', 'hex') where seq = %d"
                            .formatted(forged.previous(), forged.hash(), e.seq()));
            previous = forged.hash();
        }
        bent(Fault.RECOMPUTED, 2L);
    }

    @Test
    void aChainRecomputedWithTheKeyIsFoundByItsAnchors() {
        record("one", "two");
        anchoring.anchor();
        forge("delete from audit_entry");
        var zero = Head.sealed(0, Entry.ROOT, key());
        trail.keep(zero);
        record("another", "and another");
        bent(Fault.RECOMPUTED, 2L);
    }

    @Test
    void aLineOfTheAnchorsThatWasChangedOrTakenOutIsFound() throws IOException {
        record("one");
        anchoring.anchor();
        record("two");
        anchoring.anchor();
        var lines = Files.readAllLines(anchorFile);
        assertThat(lines).hasSize(3);
        Files.write(anchorFile, List.of(lines.get(0), lines.get(2)));
        bent(Fault.ANCHOR_BENT, null);
        Files.write(anchorFile, List.of(lines.get(0), lines.get(1).replaceFirst("^1 ", "0 "), lines.get(2)));
        bent(Fault.ANCHOR_BENT, null);
        Files.write(anchorFile, lines);
        assertThat(audit.verify().intact()).isTrue();
    }

    @Test
    void aFileOfAnchorsThatIsGoneOrWasCutIsFoundAtOnceAndStaysTold() throws IOException {
        record("one");
        anchoring.anchor();
        anchoring.anchor();
        var lines = Files.readAllLines(anchorFile);
        Files.write(anchorFile, lines.subList(0, 2));
        bent(Fault.ANCHOR_BENT, null);
        Files.delete(anchorFile);
        bent(Fault.ANCHOR_BENT, null);
        assertThat(audit.isBent()).isFalse();

        anchoring.anchor();
        assertThat(audit.isBent()).isTrue();
        assertThat(anchorFile).as("anchors go on").exists();
        bent(Fault.ANCHOR_BENT, 2L);
        var told = trail.onward(1, 10);
        assertThat(told).extracting(Entry::action).containsExactly("trail.bent");
        anchoring.anchor();
        assertThat(trail.onward(1, 10)).as("once").hasSize(1);

        Files.delete(anchorFile);
        begin();
        assertThat(audit.isBent()).isTrue();
        begin();
        assertThat(trail.onward(1, 10)).hasSize(2);
        assertThat(audit.isBent()).as("a restart forgets nothing").isTrue();
        record("two");
        bent(Fault.ANCHOR_BENT, 2L);
        assertThat(AuditVerification.of(database, keyFile, anchorFile).fault()).isEqualTo(Fault.ANCHOR_BENT);
    }

    @Test
    void whoeverForgesWhatTheDatabaseKnowsOfTheAnchorsIsFound() throws IOException {
        record("one");
        anchoring.anchor();
        var lines = Files.readAllLines(anchorFile);
        Files.write(anchorFile, lines.subList(0, 1));
        jdbc.sql("update audit_anchors set lines = 1").update();
        bent(Fault.ANCHOR_BENT, null);
    }

    @Test
    void anEndThatWasSetBackKeepsNobodyFromWorking() {
        record("one");
        var end = jdbc.sql("select hash, seal from audit_head").query().singleRow();
        record("two", "three");
        jdbc.sql("update audit_head set seq = 1, hash = ?, seal = ?")
                .params(end.get("hash"), end.get("seal"))
                .update();
        record("four");
        assertThat(trail.onward(3, 10)).extracting(Entry::action).containsExactly("trail.bent", "thing.do");
        bent(Fault.END_CHANGED, 4L);
        begin();
        assertThat(audit.isBent()).isTrue();
    }

    @Test
    void whatVersionsBeforeSealedOfPersonsIsReadAndForgottenAsBefore() throws Exception {
        var master = new SecretKeySpec(new byte[32], "AES");
        var own = new SecretKeySpec(new byte[32], "AES");
        Files.writeString(
                keyFile,
                Files.readString(keyFile) + "persons=" + Base64.getEncoder().encodeToString(master.getEncoded())
                        + "\n");
        jdbc.sql("insert into audit_person_key (person, sealed) values ('contact:old', ?)")
                .param(Seal.seal(master, "", own.getEncoded()))
                .update();
        var text = Base64.getEncoder()
                .encodeToString(Seal.seal(own, "", "{\"name\":\"赵德福\"}".getBytes(StandardCharsets.UTF_8)));
        record(Act.of("tester", "contact.save", "old").changing(null, Map.of("person", "contact:old", "sealed", text)));
        begin();
        var entry = trail.onward(0, 1).get(0);
        assertThat(audit.opened(entry).after()).contains("赵德福");
        assertThat(jdbc.sql("select count(*) from audit_person_key")
                        .query(Long.class)
                        .single())
                .isZero();
        begin();
        assertThat(audit.opened(entry).after()).contains("赵德福");
        audit.forget("contact:old");
        assertThat(audit.opened(entry).after()).contains("\"facts\":null").doesNotContain("赵德福");
    }

    @Test
    void theKeyIsReadableByItsOwnerAloneAndOutlivesARestart() throws IOException {
        record("one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        begin();
        record("two");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(2));
        assertThat(AuditVerification.of(database, keyFile, anchorFile)).isEqualTo(Verdict.whole(2));
    }

    @Test
    void aLostOrStrangeKeyIsToldAtTheStart() throws IOException {
        record(Act.of("tester", "contact.save", "c1").changing(null, new Personal("contact:c1", Map.of("name", "李"))));
        var kept = folder.resolve("elsewhere.key");
        Files.move(keyFile, kept);
        assertThatThrownBy(this::begin)
                .hasMessageContaining(keyFile.toString())
                .hasMessageContaining("put the file back");
        assertThat(keyFile).as("no other is made in its place").doesNotExist();
        AuditKey.make(keyFile);
        assertThatThrownBy(this::begin).hasMessageContaining("is not the key");
        Files.move(kept, keyFile, StandardCopyOption.REPLACE_EXISTING);
        begin();
        record("one");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(2));
    }

    @Test
    void aTrailWhoseEndWasBentDoesNotKeepTheCentreFromStartingAndIsRemembered() {
        record("one", "two");
        assertThat(audit.isBent()).isFalse();
        jdbc.sql("update audit_head set seq = 1").update();
        begin();
        assertThat(audit.isBent()).isTrue();
    }

    @Test
    void theHourlyAnchorFindsTheEndBent() {
        record("one", "two");
        anchoring.anchor();
        assertThat(audit.isBent()).isFalse();
        jdbc.sql("update audit_head set seq = 1").update();
        anchoring.anchor();
        assertThat(audit.isBent()).isTrue();
    }

    @Test
    void anEntryThatFindsTheEndBentIsNotForgottenWhenItsOwnEndHolds() {
        record("one", "two");
        jdbc.sql("update audit_head set seal = decode('00', 'hex')").update();
        record("three");
        anchoring.anchor();
        assertThat(audit.isBent()).isTrue();
    }

    @Test
    void aLineThatACrashTornOffIsNoAnchorAndHidesNoLaterOne() throws IOException {
        record("one");
        anchoring.anchor();
        var whole = Files.readString(anchorFile);
        Files.writeString(anchorFile, whole + "2 0123456789abc");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(1));
        record("two");
        anchoring.anchor();
        assertThat(Files.readString(anchorFile)).startsWith(whole + "2 ");
        assertThat(Files.readAllLines(anchorFile)).hasSize(3);
        assertThat(audit.verify()).isEqualTo(Verdict.whole(2));
        forge("delete from audit_entry where seq = 2");
        bent(Fault.CUT_OFF, 2L);
    }

    @Test
    void aFirstAnchorThatACrashTornOffIsWrittenAgain() throws IOException {
        Files.writeString(anchorFile, "0 0000");
        jdbc.sql("update audit_head set seal = null").update();
        begin();
        record("one");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(1));
    }

    @Test
    void entriesOfBeforeTheKeyHoldAndAreAnchored() throws IOException {
        Files.delete(anchorFile);
        forge(
                "alter table audit_anchors disable trigger user",
                "delete from audit_anchors",
                "delete from audit_entry",
                """
                insert into audit_entry (seq, at, who, action, object, detail, previous, hash)
                select 1, timestamptz '2026-01-01T00:00:00Z', 'old', 'thing.do', 'one', '{}', decode(repeat('00', 32), 'hex'),
                       sha256(decode(repeat('00', 32), 'hex') || convert_to('{"action":"thing.do","at":"2026-01-01T00:00:00Z","detail":"{}","object":"one","seq":1,"who":"old"}', 'UTF8'))
                """,
                "update audit_head set seq = 1, seal = null, hash = (select hash from audit_entry)");
        begin();
        record("two");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(2));
        forge("update audit_entry set who = 'x' where seq = 1");
        bent(Fault.CHANGED, 1L);
    }

    @Test
    void whatIsPersonalIsSealedAndUnreadableOnceThePersonIsForgotten() {
        record(Act.of("tester", "contact.save", "c1")
                .changing(
                        null, Map.of("role", "monitor", "person", new Personal("contact:c1", Map.of("name", "赵德福")))));
        record(Act.of("tester", "contact.save", "c2")
                .changing(null, new Personal("contact:c2", Map.of("name", "李春生"))));
        var entries = trail.onward(0, 10);
        assertThat(entries).allSatisfy(e -> assertThat(e.after()).doesNotContain("赵德福", "李春生"));
        assertThat(audit.opened(entries.get(0)).after()).contains("赵德福", "monitor");
        audit.forget("contact:c1");
        assertThat(audit.opened(entries.get(0)).after())
                .isEqualTo("{\"person\":{\"facts\":null,\"person\":\"contact:c1\"},\"role\":\"monitor\"}");
        assertThat(audit.opened(entries.get(1)).after()).contains("李春生");
        assertThat(audit.verify()).isEqualTo(Verdict.whole(2));
    }
}
