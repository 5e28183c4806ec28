package cn.shanshao.center;

import cn.shanshao.ingest.mqtt.Backoff;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** All loops that the command centre lives by, so that its health can say when one is broken. */
@Component
public class Loops {
    private final List<Loop> all = new CopyOnWriteArrayList<>();

    /** A new loop, not started yet, that is watched from now on. */
    public Loop loop(String name, Backoff rest, Loop.Step step) {
        var loop = new Loop(name, rest, step);
        all.add(loop);
        return loop;
    }

    /** Names of those that are broken. */
    public List<String> broken() {
        return all.stream().filter(Loop::isBroken).map(Loop::name).toList();
    }
}
