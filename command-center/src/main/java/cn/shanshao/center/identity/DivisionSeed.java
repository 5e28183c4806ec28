package cn.shanshao.center.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The divisions that ship with the application: rows {@code code,name,parent}, parents first. */
record DivisionSeed(JdbcClient jdbc) {
    private static final String FILE = "divisions/jilin.csv";

    void sow() {
        for (var row : rows()) {
            var cell = row.split(",", -1);
            jdbc.sql(
                            "insert into division(code, name, parent) values (?, ?, nullif(?, '')) on conflict (code) do nothing")
                    .params(cell[0], cell[1], cell[2])
                    .update();
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
