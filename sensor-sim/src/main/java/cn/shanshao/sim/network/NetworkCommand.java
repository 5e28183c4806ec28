package cn.shanshao.sim.network;

import cn.shanshao.sim.Arguments;
import cn.shanshao.sim.Usage;
import cn.shanshao.sim.centre.Centre;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.load.LoadCommand;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ./shanshao sim network}: the reference network on a running system, with or without a story. */
public final class NetworkCommand {
    public static final String USAGE = """
            ./shanshao sim network [--points N] [--story NAME] [--speed N] [--minutes M]
              --points N       points with all their devices, 1 … 60; the first twelve show every kind     (60)
              --story NAME     what happens; it ends with the story                                        (nothing)
              --speed N        times real time                                               (the story's own; else 1)
              --minutes M      real time to play                              (the story's length; else until Ctrl-C)
              --seed N         another number, another weather and noise                                   (1)
              --maintenance    the devices that the story's technician works on are in maintenance meanwhile
              --list           the stories, and no more
              --url URL        of the command centre                                   (http://127.0.0.1:8080)
              --mqtt URI       of the broker                                            (tcp://127.0.0.1:1883)
            A gully has a siren, which answers the commands that come to it, and an order that lets it sound at a red debris
            flow that two stations have seen. Points, devices, people and rules are made when they are not there, all in the exercise realm. In real time
            all devices are told as silent some minutes after the end. Faster they get clock: replay, begin in the past
            and end in the present, and nobody tells their silence.
            SHANSHAO_ADMIN_PASSWORD or SHANSHAO_TOKEN lets it sign in.""";

    private static final Set<String> OPTIONS =
            Set.of("--points", "--story", "--speed", "--minutes", "--seed", "--url", "--mqtt");
    private static final Set<String> FLAGS = Set.of("--maintenance", "--list");
    private static final long TELL = 10;
    private static final double MINUTE = 60_000;

    private final Arguments args;
    private final Map<String, String> environment;
    private final PrintStream out;

    public NetworkCommand(List<String> args, Map<String, String> environment, PrintStream out) {
        this.args = Arguments.parse(args, OPTIONS, FLAGS);
        this.environment = environment;
        this.out = out;
        if (!this.args.words().isEmpty()) {
            throw new Usage("unknown word " + this.args.words().get(0) + "\n" + USAGE);
        }
    }

    /** Answers 0 when everything that was sent is acknowledged, else 1. */
    public int run() throws InterruptedException {
        if (args.has("--list")) {
            Stories.all()
                    .forEach(story -> out.printf(
                            "%-24s%s%n", story.bill().name(), story.bill().told()));
            return 0;
        }
        var network = Network.first(points(), (long) args.number("--seed", 1, 0));
        var story = story(network);
        var speed = args.number("--speed", story == null ? 1 : story.bill().speed(), 1);
        var length = length(story, speed);
        var closed = closed(network, story);
        var enrolment = new Enrolment(
                Centre.open(LoadCommand.url(args, environment), environment),
                speed == 1 ? "real" : "replay",
                closed,
                length == null ? null : Pace.end(Instant.now(), length, speed),
                out);
        var passwords = enrolment.enrol(network);
        var now = Instant.now();
        var pace = length == null ? Pace.forever(now) : Pace.until(now, length, speed);
        return play(network, new Scene(story, pace.from()), pace, passwords);
    }

    private int play(Network network, Scene scene, Pace pace, Map<String, String> passwords)
            throws InterruptedException {
        var clock = Executors.newSingleThreadScheduledExecutor();
        try (var play = new NetworkPlay(
                LoadCommand.mqtt(args, environment),
                id -> passwords.getOrDefault(id, ""),
                network,
                scene,
                pace,
                this::told)) {
            out.printf("%s, %s times real time%n", title(scene), pace.speed());
            var unused = clock.scheduleAtFixedRate(() -> tell(play), TELL, TELL, TimeUnit.SECONDS);
            var report = play.run();
            out.printf("sent %d readings, acknowledged %d%n", report.sent(), report.acknowledged());
            out.printf("sirens answered %d commands%n", play.answered());
            return report.all() ? 0 : 1;
        } finally {
            clock.shutdownNow();
        }
    }

    private void told(NetworkPlay.Sounded sounded) {
        out.printf(
                "%s sounds: %s by %s, %s%n",
                sounded.siren(),
                sounded.level(),
                sounded.order(),
                sounded.after() == null
                        ? "and no second station showed a front"
                        : sounded.after().toMillis() + " ms after the front of the second station was sent");
    }

    private void tell(NetworkPlay play) {
        var report = play.report();
        var trouble = play.trouble();
        out.printf(
                "acknowledged %d of %d readings%s%n",
                report.acknowledged(), report.sent(), trouble.isEmpty() ? "" : "; " + trouble);
    }

    private static String title(Scene scene) {
        var story = scene.story();
        return story == null
                ? "nothing happens but the weather"
                : "%s at %s: %s"
                        .formatted(
                                story.bill().name(),
                                story.bill().pointId(),
                                story.bill().told());
    }

    private int points() {
        var points = args.number("--points", Network.POINTS, 1);
        if (points > Network.POINTS) {
            throw new Usage("--points must be at most %d, was %s".formatted(Network.POINTS, points));
        }
        return (int) points;
    }

    private @Nullable Story story(Network network) {
        if (!args.has("--story")) {
            return null;
        }
        var name = args.value("--story").orElseThrow();
        var story = Stories.named(name)
                .orElseThrow(() -> new Usage("there is no story %s; there are: %s"
                        .formatted(
                                name,
                                Stories.all().stream()
                                        .map(each -> each.bill().name())
                                        .collect(Collectors.joining(", ")))));
        if (network.points().stream().noneMatch(p -> p.id().equals(story.bill().pointId()))) {
            throw new Usage("%s happens at %s, which is not among the first %d points; take more --points"
                    .formatted(name, story.bill().pointId(), network.points().size()));
        }
        return story;
    }

    /** Of the network's time; {@code null} for no end. */
    private @Nullable Duration length(@Nullable Story story, double speed) {
        if (args.has("--minutes")) {
            return Duration.ofMillis(Math.round(args.number("--minutes", 1, 0.001) * MINUTE * speed));
        }
        if (story == null && speed > 1) {
            throw new Usage("--speed needs --story or --minutes: it begins in the past to end in the present");
        }
        return story == null ? null : story.bill().length();
    }

    private Set<String> closed(Network network, @Nullable Story story) {
        if (!args.has("--maintenance")) {
            return Set.of();
        }
        if (story == null || story.workedOn().isEmpty()) {
            throw new Usage("--maintenance goes with a story in which somebody works, such as technician-at-the-mast");
        }
        return network.devices().stream()
                .filter(device -> device.pointId().equals(story.bill().pointId()))
                .filter(device -> story.workedOn().contains(story.role(device)))
                .map(DemoDevice::id)
                .collect(Collectors.toSet());
    }
}
