package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.flow.DevicePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pack in the units that are registered for its channels. Where none is registered yet, the first that the device says
 * holds for the pack.
 *
 * @param unfit their unit is of another kind
 * @param units that hold, by quantity, where the device says one
 */
record InUnits(DevicePack pack, List<Reading> unfit, Map<String, String> units) {
    static InUnits of(DevicePack pack, Assigned device) {
        if (pack.readings().stream().allMatch(reading -> reading.unit() == null)) {
            return new InUnits(pack, List.of(), Map.of());
        }
        var fit = new ArrayList<Reading>(pack.readings().size());
        var unfit = new ArrayList<Reading>();
        var units = new HashMap<String, String>();
        for (var reading : pack.readings()) {
            var said = reading.unit();
            if (said == null) {
                fit.add(reading);
                continue;
            }
            var registered = device.unit(reading.quantity());
            var unit = units.computeIfAbsent(reading.quantity(), name -> registered.isEmpty() ? said : registered);
            reading.in(unit).ifPresentOrElse(fit::add, () -> unfit.add(reading));
        }
        return new InUnits(pack.with(fit), List.copyOf(unfit), Map.copyOf(units));
    }
}
