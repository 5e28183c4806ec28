package cn.shanshao.center.identity;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who somebody means: people know each other by name, and the books know them by login. */
@Component
public class People {
    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The logins that are meant: the words as a login, though nobody may have it any more, and the login of everybody who
     * is called so.
     */
    public List<String> called(String loginOrName) {
        var named = jdbc.sql("select username from account where display_name = ?")
                .param(loginOrName)
                .query(String.class)
                .list();
        return Stream.concat(Stream.of(loginOrName), named.stream()).distinct().toList();
    }
}
