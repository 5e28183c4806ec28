package cn.shanshao.sim.demo;

import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.sim.device.Siren;
import cn.shanshao.sim.device.Uplink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the demo's story for ever, a round every half hour: publishes as the devices, each with its own login or
 * through its gateway. What is measured follows from the wall clock and the demo's epoch alone, so a restart changes
 * nothing. While the broker is away each device keeps its newest {@value #ROOM} messages and sends them afterwards.
 */
public final class DemoPlay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoPlay.class);
    private static final int ROOM = 2_000;
    private static final int WINDOW = 20;
    private static final Duration GATHER = Duration.ofSeconds(2);
    private static final Duration PAST_STEP = Duration.ofMinutes(5);
    private static final int PACK = 100;

    private final Instant epoch;
    private final Instant start = Instant.now();
    private final Map<String, Station> stations = new LinkedHashMap<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "demo-play");
        thread.setDaemon(true);
        return thread;
    });

    private DemoPlay(Instant epoch) {
        this.epoch = epoch;
    }

    /**
     * Begins to play.
     *
     * @param passwordOf the password of a device's login
     * @param epoch when the demo was first started; keep it over restarts
     * @param past how much quiet history to send before playing, at one reading in five minutes; zero for none
     */
    public static DemoPlay start(
            String mqttUri, Function<String, String> passwordOf, Demo demo, Instant epoch, Duration past) {
        var play = new DemoPlay(epoch);
        for (var device : demo.devices()) {
            var instrument = new Instrument(device);
            play.instruments.add(instrument);
            if (device.gateway() == null) {
                var id = device.id();
                var login = new MqttLogin(mqttUri, id, passwordOf.apply(id), id);
                var uplink = device.model().equals(Demo.SIREN)
                        ? siren(login)
                        : Uplink.answering(login, ROOM, WINDOW, command -> play.follow(instrument, command));
                play.stations.put(id, new Station(id, device.model().equals("gateway"), uplink));
            }
        }
        play.clock.execute(() -> play.begin(past));
        return play;
    }

    private static Uplink siren(MqttLogin login) {
        var siren = new Siren(command -> log.info("{} sounds: {}", login.clientId(), command.args()));
        return Uplink.bare(login, ROOM, WINDOW, acknowledged -> {}, command -> siren.take(command, Instant.now()));
    }

    /** It can be asked to measure at once, and does nothing else that it is told. */
    private CommandAck follow(Instrument instrument, Command command) {
        var now = Instant.now();
        if (!now.isBefore(command.expires())) {
            return new CommandAck(command.id(), false, "expired at " + command.expires());
        }
        if (!command.action().equals("sample")) {
            return new CommandAck(command.id(), false, "a made-up instrument cannot " + command.action());
        }
        station(instrument).take(instrument.measure(Moment.of(epoch, start, now)));
        return new CommandAck(command.id(), true, "measured");
    }

    private void begin(Duration past) {
        try {
            for (var instrument : instruments) {
                history(instrument, past);
            }
        } catch (InterruptedException e) {
            return;
        }
        instruments.forEach(this::schedule);
        var unused =
                clock.scheduleAtFixedRate(this::flush, GATHER.toMillis(), GATHER.toMillis(), TimeUnit.MILLISECONDS);
        log.info("the demonstration plays on {} instruments", instruments.size());
    }

    /** What the instrument measured before the demo began, ending before its first live reading. */
    private void history(Instrument instrument, Duration past) throws InterruptedException {
        var id = instrument.device().id();
        var pack = new ArrayList<Reading>();
        for (var at = epoch.minus(past); at.isBefore(epoch); at = at.plus(PAST_STEP)) {
            var readings = instrument.measure(Moment.of(epoch, start, at));
            if (pack.size() + readings.size() > PACK) {
                station(instrument).put(SenMl.encode(id, pack));
                pack.clear();
            }
            pack.addAll(readings);
        }
        if (!pack.isEmpty()) {
            station(instrument).put(SenMl.encode(id, pack));
        }
    }

    private Station station(Instrument instrument) {
        var gateway = instrument.device().gateway();
        var station = stations.get(gateway == null ? instrument.device().id() : gateway);
        if (station == null) {
            throw new IllegalArgumentException(instrument.device().id() + " names a gateway that the demo lacks");
        }
        return station;
    }

    private void schedule(Instrument instrument) {
        var at = instrument.next(Instant.now());
        var wait = Duration.between(Instant.now(), at).toMillis();
        if (!clock.isShutdown()) {
            var unused = clock.schedule(() -> tick(instrument, at), Math.max(0, wait), TimeUnit.MILLISECONDS);
        }
    }

    private void tick(Instrument instrument, Instant at) {
        try {
            measure(instrument, Moment.of(epoch, start, at));
        } catch (RuntimeException e) {
            log.error("{} could not measure", instrument.device().id(), e);
        }
        schedule(instrument);
    }

    private void measure(Instrument instrument, Moment moment) {
        var device = instrument.device();
        var station = station(instrument);
        var trouble = Trouble.of(device.id(), moment);
        if (device.gateway() == null) {
            station.link(trouble == Trouble.NONE);
        }
        if (trouble == Trouble.DEAD || Trouble.dropped(device.id(), moment)) {
            return;
        }
        station.take(instrument.measure(moment));
        for (var rubbish : Trouble.rubbish(device.id(), moment, device.interval())) {
            station.send(rubbish.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void flush() {
        try {
            stations.values().stream().filter(Station::isGateway).forEach(Station::flush);
        } catch (RuntimeException e) {
            log.error("a gateway could not send", e);
        }
    }

    /** Stops playing; each device says goodbye. */
    @Override
    public void close() {
        clock.shutdownNow();
        stations.values().parallelStream().forEach(Station::close);
    }
}
