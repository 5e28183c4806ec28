package cn.shanshao.center.notification;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.notification.SmsProperties.Gateway;
import cn.shanshao.center.notification.SmsProperties.Virtual;
import cn.shanshao.center.notification.cmpp.CmppLink;
import cn.shanshao.center.notification.cmpp.CmppSettings;
import cn.shanshao.center.notification.gateway.Incoming;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.SmsGateway;
import cn.shanshao.center.notification.gateway.VoiceGateway;
import cn.shanshao.center.notification.smpp.SmppLink;
import cn.shanshao.center.notification.smpp.SmppSettings;
import cn.shanshao.center.notification.twilio.Callbacks;
import cn.shanshao.center.notification.twilio.TwilioGateway;
import cn.shanshao.center.notification.twilio.TwilioSettings;
import cn.shanshao.ingest.wire.Realm;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Who carries messages: for the exercise realm the virtual carrier and nobody else, for the live realm its gateways. */
@Component("smsCarrier")
class Carrier implements SmartLifecycle {
    private final List<Way> ways;
    private final Mailroom mailroom;
    private final CarrierCallbacks told;
    private final DistrustedCarriers distrusted;
    private final Clock clock;
    private final String callbacks;
    private final Counter stopped;
    private final List<Runnable> onBound = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /** @throws IllegalArgumentException when there is a real gateway beside the demo */
    Carrier(
            SmsProperties properties,
            CenterSettings center,
            Mailroom mailroom,
            CarrierCallbacks told,
            DistrustedCarriers distrusted,
            MeterRegistry meters,
            Clock clock) {
        if (center.demo() && !properties.gateways().isEmpty()) {
            throw new IllegalArgumentException("shanshao.sms.gateways must be empty beside the demo, was "
                    + properties.gateways() + "; start with --empty");
        }
        this.mailroom = mailroom;
        this.told = told;
        this.distrusted = distrusted;
        this.clock = clock;
        this.callbacks = center.publicUrl().toString().replaceFirst("/+$", "") + TwilioController.PATH + "/";
        this.stopped = Counter.builder("shanshao.sms.wrong.realm")
                .description("messages that stood before a gateway of another realm, and did not pass")
                .register(meters);
        var all = new ArrayList<Way>();
        properties.gateways().forEach(gateway -> all.add(live(gateway)));
        var virtual = properties.virtual();
        if (virtual != null && virtual.port() != 0) {
            all.add(virtual(virtual));
        }
        this.ways = List.copyOf(all);
        ways.forEach(way -> meter(way, meters));
    }

    private static void meter(Way way, MeterRegistry meters) {
        for (var i = 0; i < way.gateway().sessions().size(); i++) {
            var at = i;
            var tags = Tags.of("gateway", way.name(), "session", String.valueOf(i + 1));
            Gauge.builder(
                            "shanshao.sms.session.bound",
                            way,
                            one -> session(one, at).isBound() ? 1 : 0)
                    .description("1 while the session with the carrier is bound")
                    .tags(tags)
                    .register(meters);
            Gauge.builder(
                            "shanshao.sms.session.outstanding",
                            way,
                            one -> session(one, at).outstanding())
                    .description("requests in the session that have no answer yet; counted with SMPP")
                    .tags(tags)
                    .register(meters);
        }
    }

    private static SmsGateway.Standing session(Way way, int at) {
        return way.gateway().sessions().get(at);
    }

    /** @throws IllegalArgumentException when it is elsewhere: the exercise realm has no route to a real gateway */
    private Way virtual(Virtual virtual) {
        if (!isLoopback(virtual.host())) {
            throw new IllegalArgumentException(
                    "shanshao.sms.virtual.host must be a loopback address (exercise messages have no route to a real"
                            + " gateway), was " + virtual.host());
        }
        var settings = new SmppSettings(
                virtual.host(),
                virtual.port(),
                null,
                virtual.systemId(),
                virtual.password(),
                virtual.from(),
                1,
                virtual.window(),
                null,
                virtual.answer(),
                virtual.enquire(),
                service(virtual.voiceService()));
        return way(
                Virtual.NAME,
                Realm.EXERCISE,
                Map.of(),
                (guard, listener) -> new SmppLink(settings, guard, listener, this::bound));
    }

    private Way live(Gateway gateway) {
        return way(gateway.name(), Realm.LIVE, gateway.templates(), (guard, listener) -> switch (gateway.kind()) {
            case SMPP -> new SmppLink(smpp(gateway), guard, listener, watch(gateway.name()));
            case CMPP -> new CmppLink(cmpp(gateway), guard, listener, this::bound, clock);
            case TWILIO ->
                new TwilioGateway(
                        twilio(gateway),
                        guard,
                        (event, incoming) -> told.takeFirst(gateway.name(), event, () -> listener.arrived(incoming)),
                        this::bound);
        });
    }

    private SmppLink.Watch watch(String name) {
        return new SmppLink.Watch() {
            @Override
            public void bound() {
                distrusted.forget(name);
                Carrier.this.bound();
            }

            @Override
            public void distrusted(String why) {
                distrusted.record(name, why);
            }
        };
    }

    private static SmppSettings smpp(Gateway gateway) {
        return new SmppSettings(
                gateway.host(),
                gateway.port(),
                gateway.trusting(),
                gateway.login(),
                gateway.password(),
                gateway.from(),
                gateway.sessions(),
                gateway.window(),
                gateway.rate(),
                gateway.answer(),
                gateway.enquire(),
                service(gateway.voiceService()));
    }

    private static @Nullable String service(String type) {
        return type.isEmpty() ? null : type;
    }

    private static CmppSettings cmpp(Gateway gateway) {
        return new CmppSettings(
                gateway.host(),
                gateway.port(),
                gateway.version(),
                gateway.login(),
                gateway.password(),
                gateway.serviceId(),
                gateway.from(),
                gateway.window(),
                gateway.rate(),
                gateway.answer(),
                gateway.enquire());
    }

    private TwilioSettings twilio(Gateway gateway) {
        return new TwilioSettings(
                gateway.api(),
                gateway.login(),
                gateway.password(),
                gateway.from(),
                URI.create(callbacks + gateway.name()),
                gateway.window(),
                gateway.rate(),
                gateway.answer(),
                gateway.enquire());
    }

    /** Makes a gateway that knows who may pass it and to whom it hands what comes in. */
    @FunctionalInterface
    private interface Making {
        SmsGateway gateway(RealmGuard guard, Incoming.Listener listener);
    }

    private Way way(String name, Realm realm, Map<String, String> templates, Making making) {
        var guard = new RealmGuard(name, realm, stopped::increment);
        return new Way(name, realm, templates, making.gateway(guard, incoming -> take(name, realm, incoming)));
    }

    private void take(String name, Realm realm, Incoming incoming) {
        mailroom.take(
                incoming instanceof Incoming.Receipt receipt
                        ? new Incoming.Receipt(Way.prefixed(name, realm, receipt.carrierId()), receipt.state())
                        : incoming,
                realm);
    }

    private void bound() {
        onBound.forEach(Runnable::run);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Stream<Way> of(Realm realm) {
        return ways.stream().filter(way -> way.realm() == realm);
    }

    boolean serves(Realm realm) {
        return of(realm).findAny().isPresent();
    }

    /** Whether there is one that can bring a message by that way, also one that is away. */
    boolean serves(Realm realm, Channel channel) {
        return of(realm).anyMatch(way -> way.serves(channel));
    }

    /** Those that could take the message, in order of preference, also those that are away. */
    List<Way> suited(Realm realm, Channel channel, @Nullable String template) {
        return of(realm)
                .filter(way -> way.serves(channel) && way.knows(template))
                .toList();
    }

    /** Those of some templates that none of the realm's carriers has: what is worded by them cannot leave. */
    List<String> unregistered(Realm realm, Stream<String> templates) {
        return serves(realm)
                ? templates
                        .filter(id -> of(realm).noneMatch(way -> way.knows(id)))
                        .toList()
                : List.of();
    }

    /** The channels whose messages need not wait for a gateway of the realm to be back: one is there, or none ever is. */
    List<Channel> ready(Realm realm) {
        var ready = of(realm).filter(Way::isReady).toList();
        return ready.isEmpty()
                ? List.of()
                : Stream.of(Channel.values())
                        .filter(c -> ready.stream().anyMatch(way -> way.serves(c)) || !serves(realm, c))
                        .toList();
    }

    /** The one that gave the id; empty when its gateway is no longer among the settings. */
    List<Way> thatGave(String carrierId) {
        return ways.stream().filter(way -> way.gave(carrierId)).toList();
    }

    /** What the gateway of that name is called back with, if it is one that is. */
    Optional<Callbacks> callbacks(String name) {
        return ways.stream()
                .filter(way -> way.name().equals(name))
                .map(Way::gateway)
                .filter(TwilioGateway.class::isInstance)
                .map(gateway -> ((TwilioGateway) gateway).callbacks())
                .findFirst();
    }

    /** The first that can call people. */
    Optional<VoiceGateway> voice(Realm realm) {
        return of(realm)
                .map(Way::gateway)
                .filter(VoiceGateway.class::isInstance)
                .map(VoiceGateway.class::cast)
                .filter(VoiceGateway::calls)
                .findFirst();
    }

    /** Why nothing of the realm can be sent now; {@code null} when it can. */
    @Nullable
    String trouble(Realm realm) {
        if (!serves(realm)) {
            return CheckDesk.NO_CARRIER;
        }
        return of(realm).anyMatch(way -> way.gateway().isBound())
                ? null
                : of(realm).findFirst().orElseThrow().gateway().trouble();
    }

    /** Names of the gateways that are away. */
    List<String> away(Realm realm) {
        return of(realm).filter(way -> !way.gateway().isBound()).map(Way::name).toList();
    }

    /** Those of which some sessions are away and others are not. */
    List<Shorthanded> shorthanded(Realm realm) {
        return of(realm).flatMap(way -> Shorthanded.of(way).stream()).toList();
    }

    /** Names of those whose carrier's place was taken by somebody who could not prove to be it, and why. */
    Map<String, String> distrusted() {
        return distrusted.present();
    }

    int window(Realm realm) {
        return of(realm).mapToInt(way -> way.gateway().window()).sum();
    }

    void whenBound(Runnable action) {
        onBound.add(action);
    }

    @Override
    public void start() {
        running = true;
        ways.forEach(way -> way.gateway().start());
    }

    @Override
    public void stop() {
        running = false;
        ways.forEach(way -> way.gateway().close());
    }

    /** Started before the sender, and stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
