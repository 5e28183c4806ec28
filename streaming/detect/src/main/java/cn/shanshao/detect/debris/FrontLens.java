package cn.shanshao.detect.debris;

import cn.shanshao.detect.Lens;
import cn.shanshao.detect.Past;
import cn.shanshao.detect.Sample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** Lets a rule judge what a trigger makes of the readings of a station: {@link MudRise} or {@link Tremor}. */
public final class FrontLens implements Lens {
    private final Trigger trigger;

    private FrontLens(Trigger trigger) {
        this.trigger = trigger;
    }

    public static Lens rise(Map<String, Double> params) {
        return new FrontLens(MudRise.of(params));
    }

    public static Lens readRise(Map<String, Double> params, DataInput in) throws IOException {
        return new FrontLens(MudRise.read(params, in));
    }

    public static Lens tremor(Map<String, Double> params) {
        return new FrontLens(Tremor.of(params));
    }

    public static Lens readTremor(Map<String, Double> params, DataInput in) throws IOException {
        return new FrontLens(Tremor.read(params, in));
    }

    @Override
    public Sample look(Sample sample, Past past) {
        return sample.with(trigger.look(sample.at(), sample.value()));
    }

    @Override
    public Lens copy() {
        return new FrontLens(trigger.copy());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        trigger.write(out);
    }
}
