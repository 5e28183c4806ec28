package cn.shanshao.detect;

import cn.shanshao.detect.movement.Movement;
import cn.shanshao.detect.rain.Rain;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the methods of one channel remember together, so that nothing is kept twice. */
public final class Past {
    private @Nullable Movement movement;
    private @Nullable Rain rain;

    /** From now on the movement is followed. */
    void follow() {
        movement = movement == null ? new Movement() : movement;
    }

    /** From now on the rain is followed. */
    void followRain(boolean increments) {
        rain = rain == null ? Rain.of(increments) : rain;
    }

    /** Takes over what it does not follow itself; all that the other follows, when what it has itself began too late. */
    void join(Past other, boolean isBetter) {
        movement = movement == null || isBetter && other.movement != null ? other.movement : movement;
        rain = rain == null || isBetter && other.rain != null ? other.rain : rain;
    }

    void look(Sample sample) {
        look(sample, 1);
    }

    /**
     * @param readings that were made into this one
     */
    void look(Sample sample, int readings) {
        if (rain != null) {
            rain.look(sample);
        }
        if (movement != null) {
            movement.look(sample.at(), sample.value(), readings);
        }
    }

    /** Where the mark has been; there for the methods that {@link Method#needsMovement need} it. */
    public Movement movement() {
        return Objects.requireNonNull(movement, "no rule of this channel follows its movement");
    }

    /** What has fallen; there for the methods that {@link Method#needsRain need} it. */
    public Rain rain() {
        return Objects.requireNonNull(rain, "no rule of this channel follows its rain");
    }

    boolean hasRain() {
        return rain != null;
    }

    Past copy() {
        var copy = new Past();
        copy.rain = rain == null ? null : rain.copy();
        copy.movement = movement == null ? null : movement.copy();
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(movement != null);
        if (movement != null) {
            movement.write(out);
        }
        out.writeBoolean(rain != null);
        if (rain != null) {
            rain.write(out);
        }
    }

    static Past read(DataInput in) throws IOException {
        var past = new Past();
        past.movement = in.readBoolean() ? Movement.read(in) : null;
        past.rain = in.readBoolean() ? Rain.read(in) : null;
        return past;
    }
}
