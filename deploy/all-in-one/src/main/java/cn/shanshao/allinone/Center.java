package cn.shanshao.allinone;

import cn.shanshao.allinone.watch.Watch;
import cn.shanshao.allinone.web.DemoState;
import cn.shanshao.allinone.web.JobSeat;
import cn.shanshao.allinone.web.Rooms;
import cn.shanshao.center.CommandCenter;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.sim.carrier.VirtualCarrier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts the command centre in this JVM, with the addresses and passwords of what it stands on. */
record Center(Settings settings, Secrets secrets, Foundations on, Watch watch, JobSeat job, DemoState demo) {
    /**
     * @param httpPort to serve on
     * @param adminPassword to set; empty leaves it as it is
     */
    ConfigurableApplicationContext start(int httpPort, Optional<String> adminPassword) {
        var properties = properties(httpPort);
        adminPassword.ifPresent(password -> properties.put("shanshao.admin-password", password));
        return new SpringApplicationBuilder(CommandCenter.class, Rooms.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("parts", properties));
                    shareParts((GenericApplicationContext) context);
                })
                .run();
    }

    private void shareParts(GenericApplicationContext context) {
        share(context, VirtualCarrier.class, on.carrier());
        share(context, DeviceLogins.class, on.logins());
        share(context, EmbeddedBroker.class, on.broker());
        share(context, Watch.class, watch);
        share(context, JobSeat.class, job);
        share(context, DemoState.class, demo);
        on.store().embedded().ifPresent(store -> share(context, EmbeddedQuestDb.class, store));
    }

    /** Beans of {@link Rooms} find it by its type; whoever started it stops it, not Spring. */
    private static <T> void share(GenericApplicationContext context, Class<T> type, T part) {
        context.registerBean(type, () -> part, definition -> definition.setDestroyMethodName(""));
    }

    private Map<String, Object> properties(int httpPort) {
        var all = new HashMap<String, Object>();
        all.put("server.port", httpPort);
        all.put("server.address", settings.host());
        all.put("spring.datasource.url", on.postgres().jdbcUrl());
        all.put("spring.datasource.username", on.postgres().user());
        all.put("spring.datasource.password", on.postgres().password());
        all.put("shanshao.mqtt.uri", on.mqttUri());
        all.put("shanshao.mqtt.user", Foundations.CENTRE_LOGIN);
        all.put("shanshao.mqtt.password", secrets.centre());
        all.put("shanshao.store.url", on.store().url().toString());
        all.put("shanshao.store.user", on.store().user());
        all.put("shanshao.store.password", on.store().password());
        all.put("shanshao.sms.virtual.host", "127.0.0.1");
        all.put("shanshao.sms.virtual.port", on.carrier().port());
        all.put("shanshao.sms.virtual.system-id", Foundations.CARRIER_LOGIN);
        all.put("shanshao.sms.virtual.password", secrets.carrier());
        var audit = AuditTool.AuditFiles.of(settings.home(), System.getenv());
        all.put("shanshao.audit.key-file", audit.key().toString());
        all.put("shanshao.audit.anchor-file", audit.anchors().toString());
        all.put("management.endpoint.health.show-details", "when-authorized");
        all.put("management.health.diskspace.path", settings.home().toString());
        all.put("shanshao.vault.key", settings.home().resolve("keys/vault.key").toString());
        all.put("shanshao.https.port", settings.httpsPort());
        all.put("shanshao.https.dir", settings.home().resolve("keys/https").toString());
        all.put("shanshao.demo", settings.demo() && demo.heldBackBy().isEmpty());
        // Sessions are the centre's own; the stock user with a printed password must not exist.
        all.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");
        if (settings.publicUrl() != null) all.put("shanshao.public-url", settings.publicUrl());
        return all;
    }
}
