package cn.shanshao.sim.demo;

import java.util.List;

/**
 * A made-up hazard point; name and villages are invented, the county is real.
 *
 * @param unifiedNumber 12 digits: county (GB/T 2260), type, serial
 * @param kind {@code landslide}, {@code collapse}, {@code debris-flow}, {@code subsidence}, {@code slope}
 * @param division county code
 * @param lon degrees, CGCS2000
 * @param lat degrees, CGCS2000
 * @param people who live below
 */
public record DemoPoint(
        String id,
        String unifiedNumber,
        String name,
        String kind,
        String division,
        double lon,
        double lat,
        int people,
        List<String> villages) {
    public DemoPoint {
        villages = List.copyOf(villages);
    }
}
