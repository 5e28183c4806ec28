package cn.shanshao.center.warning;

import cn.shanshao.ingest.wire.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who has to act on a warning, and by when.
 *
 * @param acknowledge after this long without that anybody has taken it on the next officer is called, and then the one after
 * @param unverified after this long a red that nobody has signed or dismissed goes to monitor, village head and order-giver
 * @param signature after this long without a signature the notice climbs
 * @param poll how often due times are looked at
 * @param signers level → whose signature makes a public warning: {@code county}, {@code city} or {@code province}; levels
 *     that are not named keep the table of Jilin
 * @param meteorology division code → logins of its meteorological authority, one of whom signs with it when a public
 *     warning is joint
 */
@ConfigurationProperties("shanshao.warning")
record WarningSettings(
        @DefaultValue("3m") Duration acknowledge,
        @DefaultValue("5m") Duration unverified,
        @DefaultValue("10m") Duration signature,
        @DefaultValue("1s") Duration poll,
        @Nullable Map<Level, Tier> signers,
        @Nullable Map<String, Set<String>> meteorology) {
    private static final Map<Level, Tier> USUAL = Map.of(
            Level.BLUE, Tier.COUNTY, Level.YELLOW, Tier.COUNTY, Level.ORANGE, Tier.CITY, Level.RED, Tier.PROVINCE);

    WarningSettings {
        signers = signers == null ? Map.of() : Map.copyOf(signers);
        meteorology = meteorology == null ? Map.of() : Map.copyOf(meteorology);
    }

    Tier signer(Level level) {
        var told = signers == null ? null : signers.get(level);
        return told == null ? USUAL.getOrDefault(level, Tier.PROVINCE) : told;
    }

    Set<String> meteorologists(String division) {
        return meteorology == null ? Set.of() : meteorology.getOrDefault(division, Set.of());
    }
}
