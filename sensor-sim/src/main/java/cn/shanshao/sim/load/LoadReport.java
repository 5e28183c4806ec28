package cn.shanshao.sim.load;

import cn.shanshao.ingest.wire.Json;

/**
 * How a load went.
 *
 * @param offered readings handed to the publishers
 * @param acknowledged readings that the broker has acknowledged
 * @param refused messages that the broker refused for good
 * @param seconds since the publishers were connected and the load began
 */
public record LoadReport(
        long offered,
        long acknowledged,
        long refused,
        double seconds,
        double perSecond,
        double p50Ms,
        double p99Ms,
        double maxMs) {
    @Override
    public String toString() {
        return Json.text(this);
    }
}
