package cn.shanshao.center.registry;

import org.locationtech.jts.geom.Envelope;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where hazard points lie, and how much of them is kept.
 *
 * @param west bounds of the province within which danger zones lie, degrees; the defaults are Jilin's
 * @param south bounds, degrees
 * @param east bounds, degrees
 * @param north bounds, degrees
 * @param files photos and documents of one point, at most
 * @param quota bytes that the photos and documents of one point take, at most
 */
@ConfigurationProperties("shanshao.points")
record PointSettings(
        @DefaultValue("121.6") double west,
        @DefaultValue("40.8") double south,
        @DefaultValue("131.4") double east,
        @DefaultValue("46.4") double north,
        @DefaultValue("200") int files,
        @DefaultValue("256MB") DataSize quota) {
    Envelope bounds() {
        return new Envelope(west, east, south, north);
    }
}
