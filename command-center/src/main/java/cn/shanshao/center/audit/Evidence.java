package cn.shanshao.center.audit;

import cn.shanshao.center.vault.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What in the database was made with the keys of the trail, by which a file of other keys is known. */
record Evidence(JdbcClient jdbc) {
    boolean exists() {
        return jdbc.sql("select exists (select from audit_head where seal is not null)"
                        + " or exists (select from audit_person_key)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether any of it was made with that key, which nobody does who has not got it. Not all of it needs to: a centre
     * whose trail somebody bent starts, and tells so.
     */
    boolean fits(AuditKey key) {
        return head(key) || entry(key) || person(key);
    }

    private boolean head(AuditKey key) {
        return jdbc.sql("select * from audit_head").query(Trail::end).single().holds(key);
    }

    private boolean entry(AuditKey key) {
        return jdbc.sql("select * from audit_entry order by seq desc limit 1")
                .query(Trail::entry)
                .optional()
                .filter(newest -> newest.holds(key))
                .isPresent();
    }

    private boolean person(AuditKey key) {
        return jdbc.sql("select sealed from audit_person_key limit 1")
                .query(byte[].class)
                .optional()
                .filter(kept -> key.persons()
                        .filter(persons -> Seal.fits(persons, kept))
                        .isPresent())
                .isPresent();
    }
}
