package cn.shanshao.center.notification;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OpenAtHandover;
import cn.shanshao.center.identity.OpenMatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Replies of numbers that are nobody's, of which nobody has said yet whose they are: one matter for all of them, but
 * those that are open cries for help, each of which is a matter of its own. They have no division, so they go over at the top of the tree alone.
 */
@Component
class RepliesAtHandover implements OpenAtHandover {
    private final JdbcClient jdbc;
    private final Divisions divisions;

    RepliesAtHandover(JdbcClient jdbc, Divisions divisions) {
        this.jdbc = jdbc;
        this.divisions = divisions;
    }

    private record Open(int many, int help) {}

    @Override
    public List<OpenMatter> in(Collection<String> under) {
        if (!under.contains(divisions.root())) {
            return List.of();
        }
        var open = jdbc.sql("""
            select count(*) many, count(*) filter (where meaning = 'HELP') help from reply r
            where message_id is null and contact_id is null and household_id is null and settled_at is null
              and not exists (select from cry c where c.settled_at is null and c.household_id is null
                and (c.reply_id = r.id or r.meaning = 'HELP' and c.phone_index = r.phone_index and c.realm = r.realm))\
            """).query(Open.class).single();
        return open.many() == 0
                ? List.of()
                : List.of(new OpenMatter(
                        "replies",
                        "replies",
                        "",
                        null,
                        "open",
                        null,
                        Map.of("replies", open.many(), "help", open.help())));
    }
}
