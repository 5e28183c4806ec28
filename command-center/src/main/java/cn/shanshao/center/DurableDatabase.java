package cn.shanshao.center;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks the database itself, in a connection of the pool, whether a commit that was answered survives a power cut. */
@Component
class DurableDatabase {
    private static final List<String> NEEDED = List.of("fsync", "synchronous_commit", "full_page_writes");

    DurableDatabase(JdbcClient jdbc, CenterSettings settings) {
        var off = NEEDED.stream()
                .filter(name ->
                        jdbc.sql("show " + name).query(String.class).single().equals("off"))
                .toList();
        if (settings.durable() && !off.isEmpty()) {
            throw new IllegalStateException(
                    "PostgreSQL has %s switched off and may forget what it has committed; switch on, or set shanshao.durable=false where losing data does not matter"
                            .formatted(off));
        }
    }
}
