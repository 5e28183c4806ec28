package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Ledger;
import cn.shanshao.streaming.flow.Arrival;
import cn.shanshao.streaming.flow.ConfigEvent;
import cn.shanshao.streaming.flow.DevicePack;
import cn.shanshao.streaming.flow.Finding;
import cn.shanshao.streaming.flow.Outgoing;
import cn.shanshao.streaming.flow.PointNews;
import cn.shanshao.streaming.flow.SirenCall;
import cn.shanshao.streaming.mqtt.ConfigSource;
import cn.shanshao.streaming.mqtt.Link;
import cn.shanshao.streaming.mqtt.MqttSink;
import cn.shanshao.streaming.mqtt.MqttSource;
import cn.shanshao.streaming.mqtt.Outbox.WhenFull;
import cn.shanshao.streaming.store.StoreAddress;
import cn.shanshao.streaming.store.StoreSink;
import cn.shanshao.streaming.watch.AirOfPoint;
import cn.shanshao.streaming.watch.Decode;
import cn.shanshao.streaming.watch.DeviceWatch;
import cn.shanshao.streaming.watch.OpenEpisodes;
import cn.shanshao.streaming.watch.PointWatch;
import cn.shanshao.streaming.watch.RollCall;
import cn.shanshao.streaming.watch.SirenWatch;
import cn.shanshao.streaming.watch.Tags;
import cn.shanshao.streaming.watch.WakeUp;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How the operators are joined: from the broker through the watches to the store and back to the broker. */
final class Topology {
    private Topology() {}

    static void build(StreamExecutionEnvironment env, JobSettings settings, Board board) {
        var trust = settings.trust();
        var link = new Link(
                settings.mqttUri(), settings.user(), settings.password(), trust == null ? null : trust.toString());
        var state = settings.state().toAbsolutePath();
        var address = new StoreAddress(
                settings.store(), settings.storeUser(), settings.storePassword(), settings.retention());
        var filter = "$share/" + settings.user() + "/" + Topics.UP;

        var config = env.fromSource(
                        new ConfigSource(link, settings.configWait(), board),
                        WatermarkStrategy.noWatermarks(),
                        "configuration",
                        ConfigEvent.TYPE)
                .uid("configuration")
                .setParallelism(1);
        var news = config.broadcast(Ledger.DOCUMENTS);
        var open = config.process(new OpenEpisodes(), DevicePack.TYPE)
                .uid("open-episodes")
                .name("open episodes")
                .setParallelism(1);

        var waking = config.keyBy(event -> 0, BasicTypeInfo.INT_TYPE_INFO)
                .process(new WakeUp(), DevicePack.TYPE)
                .uid("waking")
                .name("waking")
                .setParallelism(1);

        var packs = env.fromSource(
                        new MqttSource(
                                link,
                                filter,
                                state.resolve("checkpoints").toUri().toString(),
                                board),
                        WatermarkStrategy.noWatermarks(),
                        "readings",
                        Arrival.TYPE)
                .uid("readings")
                .process(new Decode(board), DevicePack.TYPE)
                .uid("decode")
                .name("decode");

        var air = packs.getSideOutput(Tags.AIR)
                .connect(news)
                .process(new AirOfPoint(), DevicePack.TYPE)
                .uid("air")
                .name("air of the point");

        var devices = packs.union(open, air, waking)
                .keyBy(DevicePack::device, BasicTypeInfo.STRING_TYPE_INFO)
                .connect(news)
                .process(new DeviceWatch(board, address), Finding.TYPE)
                .uid("devices")
                .name("devices");

        var points = devices.map(PointNews::of, PointNews.TYPE)
                .uid("findings")
                .name("findings")
                .union(devices.getSideOutput(Tags.POINTS), open.getSideOutput(Tags.POINTS))
                .keyBy(PointNews::key, BasicTypeInfo.STRING_TYPE_INFO)
                .connect(news)
                .process(new PointWatch(board), Outgoing.TYPE)
                .uid("points")
                .name("points");

        var sirens = points.getSideOutput(Tags.SIRENS)
                .keyBy(SirenCall::siren, BasicTypeInfo.STRING_TYPE_INFO)
                .connect(news)
                .process(new SirenWatch(), Outgoing.TYPE)
                .uid("sirens")
                .name("sirens");

        var words = packs.getSideOutput(Tags.WORDS)
                .union(
                        devices.getSideOutput(Tags.WORDS),
                        points.getSideOutput(Tags.WORDS),
                        open.getSideOutput(Tags.WORDS));
        var roll = words.keyBy(word -> 0, BasicTypeInfo.INT_TYPE_INFO)
                .connect(news)
                .process(new RollCall(board), Outgoing.TYPE)
                .uid("roll-call")
                .name("roll call")
                .setParallelism(1);

        points.union(sirens)
                .sinkTo(new MqttSink(link, "alerts", WhenFull.WAIT, board))
                .uid("alerts")
                .name("alerts");
        roll.sinkTo(new MqttSink(link, "roll", WhenFull.WAIT, board))
                .uid("states")
                .name("states")
                .setParallelism(1);
        packs.getSideOutput(Tags.LIVE)
                .union(devices.getSideOutput(Tags.LIVE))
                .sinkTo(new MqttSink(link, "live", WhenFull.DROP, board))
                .uid("live")
                .name("live values");
        devices.getSideOutput(Tags.LOTS)
                .sinkTo(new StoreSink(
                        address, state.resolve("backlog").toString(), settings.storeBacklogBytes(), link, board))
                .uid("store")
                .name("store")
                // a commit of the store is some thirty syncs, whatever its size: one writer, large lots
                .setParallelism(1);
    }
}
