package cn.shanshao.sim.network;

import java.util.List;
import java.util.Optional;

/** Every story that the network can play. */
public final class Stories {
    private static final List<Story> ALL = List.of(
            new CreepToFailure(),
            new CreepWithoutFailure(),
            new DebrisFlow(),
            new Thaw(),
            new TiltedPole(),
            new SpiderOnTheRadar(),
            new SilentGateway(),
            new TechnicianAtTheMast());

    private Stories() {}

    public static List<Story> all() {
        return ALL;
    }

    public static Optional<Story> named(String name) {
        return ALL.stream().filter(story -> story.bill().name().equals(name)).findFirst();
    }
}
