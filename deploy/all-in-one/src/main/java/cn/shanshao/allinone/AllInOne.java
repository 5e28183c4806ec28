package cn.shanshao.allinone;

import cn.shanshao.allinone.postgres.Postgres;
import cn.shanshao.allinone.postgres.PostgresFailure;
import cn.shanshao.center.identity.FirstAdministrator;
import cn.shanshao.sim.carrier.VirtualCarrier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything that runs, started side by side as far as one part does not need another. */
final class AllInOne implements AutoCloseable {
    private static final String CARRIER_LOGIN = "shanshao";

    private final Settings settings;
    private final Home home;
    private final Secrets secrets;
    private final Progress progress;
    private final Parts parts = new Parts();

    AllInOne(Settings settings, Home home, Progress progress) {
        this.settings = settings;
        this.home = home;
        this.secrets = Secrets.of(home);
        this.progress = progress;
    }

    /** @throws StartFailure when a part does not start; what had started is then stopped by {@link #close} */
    void start() {
        var http = Ports.claim(settings.host(), settings.httpPort(), "HTTP", "SHANSHAO_HTTP_PORT");
        var starters = Executors.newCachedThreadPool();
        try {
            var postgres = side(starters, this::postgres);
            var carrier = side(starters, this::carrier);
            var center = postgres.thenCombineAsync(carrier, (p, c) -> center(http, p, c), starters);
            var context = center.join();
            var password = context.getBean(FirstAdministrator.class).generatedPassword();
            progress.box(new Greeting(settings, http, 0, 0, password).lines());
        } catch (CompletionException e) {
            throw failure(e.getCause());
        } finally {
            starters.shutdownNow();
        }
    }

    private static <T> CompletableFuture<T> side(ExecutorService starters, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, starters);
    }

    private Postgres postgres() {
        return progress.step("database (PostgreSQL)", "数据库", () -> {
            var postgres = Postgres.start(home.part("postgres"), home.log("postgres.log"), secrets.postgres());
            parts.add(new Part("PostgreSQL", postgres, Duration.ofSeconds(60)));
            return postgres;
        });
    }

    private VirtualCarrier carrier() {
        return progress.step("virtual carrier (SMS)", "虚拟短信", () -> {
            try {
                var carrier =
                        VirtualCarrier.start(0, CARRIER_LOGIN, secrets.carrier(), home.part("carrier/phones.json"));
                parts.add(new Part("virtual carrier", carrier, Duration.ofSeconds(15)));
                return carrier;
            } catch (IOException e) {
                throw new UncheckedIOException("the virtual carrier does not start", e);
            }
        });
    }

    private ConfigurableApplicationContext center(int http, Postgres postgres, VirtualCarrier carrier) {
        return progress.step("command centre", "指挥中心", () -> {
            var shared = Map.<Class<?>, Object>of(VirtualCarrier.class, carrier, Postgres.class, postgres);
            var context = Center.start(properties(http, postgres, carrier), shared);
            parts.add(new Part("command centre", context, Duration.ofSeconds(40)));
            return context;
        });
    }

    private Map<String, Object> properties(int http, Postgres postgres, VirtualCarrier carrier) {
        var all = new HashMap<String, Object>();
        all.put("server.port", http);
        all.put("server.address", settings.host());
        all.put("spring.datasource.url", postgres.jdbcUrl());
        all.put("spring.datasource.username", postgres.user());
        all.put("spring.datasource.password", postgres.password());
        all.put("shanshao.sms.virtual.host", "127.0.0.1");
        all.put("shanshao.sms.virtual.port", carrier.port());
        all.put("shanshao.sms.virtual.system-id", CARRIER_LOGIN);
        all.put("shanshao.sms.virtual.password", secrets.carrier());
        all.put("shanshao.demo", settings.demo());
        // Sessions are the centre's own; the stock user with a printed password must not exist.
        all.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");
        if (settings.publicUrl() != null) all.put("shanshao.public-url", settings.publicUrl());
        if (settings.adminPassword() != null) all.put("shanshao.admin-password", settings.adminPassword());
        return all;
    }

    private static StartFailure failure(Throwable cause) {
        if (cause instanceof StartFailure known) return known;
        if (cause instanceof PostgresFailure known) {
            return new StartFailure(String.valueOf(known.getMessage()), "./shanshao doctor", known);
        }
        return new StartFailure(String.valueOf(cause.getMessage()), "see log/shanshao.log in the data folder", cause);
    }

    @Override
    public void close() {
        parts.close();
    }
}
