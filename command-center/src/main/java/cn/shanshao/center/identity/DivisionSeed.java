package cn.shanshao.center.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The divisions that ship with the application: rows {@code code,name,parent}, parents first. */
record DivisionSeed(JdbcClient jdbc) {
    private static final String FILE = "divisions/jilin.csv";
    /** Since when: of no matter to any record that we have. */
    private static final LocalDate EVER = LocalDate.of(1949, 10, 1);

    void sow() {
        for (var row : rows()) {
            var cell = row.split(",", -1);
            var isNew = jdbc.sql("insert into division (code) values (?) on conflict do nothing")
                            .param(cell[0])
                            .update()
                    == 1;
            if (isNew) {
                jdbc.sql("insert into division_seat (code, name, parent, valid_from) values (?, ?, nullif(?, ''), ?)")
                        .params(cell[0], cell[1], cell[2], EVER)
                        .update();
            }
        }
    }

    private static List<String> rows() {
        try {
            return new ClassPathResource(FILE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
