package cn.shanshao.detect.debris;

import cn.shanshao.detect.fusion.Confidence;
import cn.shanshao.detect.fusion.Picture;
import cn.shanshao.ingest.wire.Level;
import java.util.Collection;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How things stand in a gully: yellow with rain, or with a trigger at one station; orange with both; red when two stations
 * have seen one flow, and then alone it is corroborated; red too when the mud is at the level of the site at one station,
 * shown at once and not corroborated: one spider on one radar must not empty a village.
 *
 * @param passage the flow that was seen; {@code null} for none
 */
public record DebrisFlow(Picture picture, @Nullable Passage passage) {
    /**
     * @param fronts all that are remembered, in any order
     * @param rain since when a rain gauge of the point has been at a level, Unix ms; empty when none is
     * @param unwell share of the point's devices that are silent or at fault, 0…1
     * @param clock of the point, Unix ms
     */
    public static DebrisFlow of(Gully gully, Collection<Front> fronts, OptionalLong rain, double unwell, long clock) {
        var seen = fronts.stream()
                .filter(front -> gully.hasStation(front.device()))
                .toList();
        var sure = gully.passage(seen, true, clock);
        var passage = sure.or(() -> gully.passage(seen, false, clock));
        var stations = seen.stream()
                .mapToDouble(front -> gully.chainage(front.device()))
                .distinct()
                .count();
        var isClean = seen.stream().anyMatch(Front::clean);
        var confidence = Confidence.of(
                sure.isPresent() ? (int) stations : 0,
                rain.isPresent(),
                passage.isPresent() ? sure.isEmpty() : !seen.isEmpty() && !isClean,
                unwell);
        if (passage.isPresent()) {
            var since = passage.get().since();
            return new DebrisFlow(
                    new Picture(Level.RED, since, sure.isPresent() ? Level.RED : null, true, confidence),
                    passage.get());
        }
        var site = first(seen.stream().filter(Front::isAtSiteLevel).toList());
        if (site.isPresent()) {
            return new DebrisFlow(new Picture(Level.RED, site.getAsLong(), null, true, confidence), null);
        }
        return new DebrisFlow(weak(first(seen), rain, confidence), null);
    }

    private static Picture weak(OptionalLong front, OptionalLong rain, double confidence) {
        if (front.isPresent() && rain.isPresent()) {
            var since = Math.max(front.getAsLong(), rain.getAsLong());
            return new Picture(Level.ORANGE, since, null, true, confidence);
        }
        var since = front.isPresent() ? front : rain;
        return since.isPresent() ? new Picture(Level.YELLOW, since.getAsLong(), null, false, confidence) : Picture.CALM;
    }

    private static OptionalLong first(Collection<Front> fronts) {
        return fronts.stream().mapToLong(Front::at).min();
    }
}
