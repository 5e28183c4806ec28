package cn.shanshao.ingest.wire;

import java.time.Instant;

/**
 * Something that has happened and changes how readings are judged for a time.
 *
 * @param kind {@value #EARTHQUAKE}; another is passed over
 * @param lon of the epicentre
 * @param lat of the epicentre
 */
public record EventConfig(String id, String kind, Instant at, double lon, double lat, double magnitude) {
    public static final String EARTHQUAKE = "earthquake";
}
