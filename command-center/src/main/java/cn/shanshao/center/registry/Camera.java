package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Topics;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A camera that looks at a hazard point.
 *
 * @param version rises with every change; 0 for one that is not stored yet
 * @param lon degrees, CGCS2000
 * @param lat degrees, CGCS2000
 * @param height metres above ground; {@code null} where nobody has measured it
 * @param bearing degrees clockwise from north in which it looks, 0…360
 * @param view horizontal angle that it sees, degrees, more than 0 and at most 360
 * @param address of the stream, without user or password; for {@link Kind#GB28181} the 20-digit id of the device
 */
record Camera(
        String id,
        long version,
        String pointId,
        String name,
        double lon,
        double lat,
        @Nullable Double height,
        double bearing,
        double view,
        Kind kind,
        String address) {
    private static final double HIGHEST = 200;
    private static final int LONGEST = 500;

    /** By which its stream is had. */
    enum Kind {
        @JsonProperty("rtsp")
        RTSP(Set.of("rtsp", "rtsps"), "an address rtsp://… or rtsps://… without user and password"),
        @JsonProperty("webrtc")
        WEBRTC(Set.of("http", "https"), "the address http(s)://… of a WHEP resource, without user and password"),
        @JsonProperty("gb28181")
        GB28181(Set.of(), "the 20 digits of GB/T 28181, of type 131 or 132 at the 11th to 13th");

        private static final Pattern GB = Pattern.compile("\\d{10}13[12]\\d{7}");

        private final Set<String> schemes;
        private final String expected;

        Kind(Set<String> schemes, String expected) {
            this.schemes = schemes;
            this.expected = expected;
        }

        private boolean takes(String address) {
            if (this == GB28181) {
                return GB.matcher(address).matches();
            }
            try {
                var uri = new URI(address);
                return uri.getScheme() != null
                        && schemes.contains(uri.getScheme())
                        && uri.getHost() != null
                        && uri.getUserInfo() == null;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand() {
        new Faults()
                .unless(Topics.isId(id), "id", id, "[A-Za-z0-9_-]{1,64}")
                .unless(!name.isBlank(), "name", name, "a name")
                .unless(Math.abs(lon) <= 180, "lon", lon, "degrees, −180…180")
                .unless(Math.abs(lat) <= 90, "lat", lat, "degrees, −90…90")
                .unless(
                        height == null || height >= 0 && height <= HIGHEST,
                        "height",
                        height,
                        "metres above ground, 0…200")
                .unless(bearing >= 0 && bearing <= 360, "bearing", bearing, "degrees clockwise from north, 0…360")
                .unless(view > 0 && view <= 360, "view", view, "degrees, more than 0 and at most 360")
                .unless(address.length() <= LONGEST && kind.takes(address), "address", address, kind.expected)
                .tell();
    }
}
