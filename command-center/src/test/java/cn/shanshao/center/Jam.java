package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds a row while others queue up in the order given, each holding what it has locked on its way there, and then lets them
 * run into each other. Whoever does not need it is done before.
 */
@Lazy
public final class Jam {
    private final DataSource database;
    private final JdbcClient jdbc;

    public Jam(DataSource database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * What each of them returned.
     *
     * @param held a select that locks what all of them come to need
     * @throws AssertionError with what one of them threw
     */
    @SafeVarargs
    public final <T> List<T> behind(String held, Callable<T>... inOrder) {
        var threads = Executors.newFixedThreadPool(inOrder.length);
        try {
            var all = new ArrayList<Future<T>>();
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (var lock = connection.createStatement()) {
                    lock.execute(held);
                    for (var one : inOrder) {
                        all.add(threads.submit(one));
                        Eventually.eventually(
                                () -> assertThat(waiting() + done(all)).isGreaterThanOrEqualTo(all.size()));
                    }
                } finally {
                    connection.rollback();
                }
            }
            var results = new ArrayList<T>();
            for (var one : all) {
                results.add(one.get(30, TimeUnit.SECONDS));
            }
            return results;
        } catch (SQLException | ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError("they stopped each other: " + e, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long done(List<? extends Future<?>> all) {
        return all.stream().filter(Future::isDone).count();
    }

    private int waiting() {
        return jdbc.sql("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }
}
