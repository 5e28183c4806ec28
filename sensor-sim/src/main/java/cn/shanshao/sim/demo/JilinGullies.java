package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.PointConfig.Flow;
import cn.shanshao.ingest.wire.PointConfig.Station;
import java.util.List;

/** The gullies of the demo: one whose stations see one flow, with a siren, and one where a single station sees something. */
final class JilinGullies {
    /** Between the stations of Toudaogou, m: the demo's front covers it at about 9 m/s. */
    private static final double REACH = 250;

    private JilinGullies() {}

    static List<DemoGully> gullies() {
        return List.of(
                new DemoGully(
                        JilinPoints.TOUDAOGOU,
                        new Flow(
                                List.of(
                                        new Station("jl-0502-mud1", 0),
                                        new Station("jl-0502-mud2", REACH),
                                        new Station("jl-0502-infra1", REACH)),
                                1_500.0),
                        List.of("jl-0502-siren1")),
                new DemoGully(
                        JilinPoints.CHUNHUA,
                        new Flow(List.of(new Station("jl-2411-mud1", 0), new Station("jl-2411-infra1", 300)), 900.0),
                        List.of()));
    }
}
