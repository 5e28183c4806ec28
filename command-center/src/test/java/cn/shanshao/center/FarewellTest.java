package cn.shanshao.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class FarewellTest {
    /** Asks for a connection when it is stopped, as the audit trail does. */
    private static final class LastWord implements AutoCloseable {
        private final HikariDataSource pool;
        private Exception refusal = new IllegalStateException("not asked");

        LastWord(HikariDataSource pool) {
            this.pool = pool;
        }

        @Override
        public void close() {
            try (var connection = pool.getConnection()) {
                refusal = new IllegalStateException("it was there: " + connection);
            } catch (Exception e) {
                refusal = e;
            }
        }
    }

    @Test
    void aStopDoesNotWaitLongForADatabaseThatIsAway() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/away");
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(60_000);
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(HikariDataSource.class, () -> pool);
        context.registerBean(LastWord.class, () -> new LastWord(pool));
        context.register(Farewell.class);
        context.refresh();
        var last = context.getBean(LastWord.class);

        context.close();

        assertThat(last.refusal).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(pool.getConnectionTimeout()).isEqualTo(Farewell.PATIENCE.toMillis());
    }
}
