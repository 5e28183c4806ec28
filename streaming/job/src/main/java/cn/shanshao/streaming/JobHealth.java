package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.Text;
import cn.shanshao.streaming.Tally.ConfigState;
import cn.shanshao.streaming.Tally.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the job is. What is counted is counted since the cluster that runs it was started last.
 *
 * @param status Flink's word, e.g. {@code RUNNING}, {@code RESTARTING}; {@code UNKNOWN} when the cluster does not answer
 * @param restarts how often it has failed and was started again in this process
 * @param sinceRestart {@code null} when it never failed
 * @param arrived messages taken from the broker
 * @param readings in those messages
 * @param repeats readings that had been seen before
 * @param rejected records that could not be taken
 * @param dropped live values, and notes about rejected records, that were not published because too many waited
 * @param stored rows that the time-series store has taken
 * @param alerts published
 * @param backlogBytes readings that wait for the store, compressed
 * @param backlogBound at which the job takes no more from the broker
 * @param storeUp the store took the last lot
 * @param lastCheckpoint when a checkpoint was last complete and on disk, Unix ms; 0 for never
 * @param checkpointAge since then, or since the start
 * @param checkpointPatience how old it may be
 * @param connections to the broker for readings that are up
 * @param lagMs between the broker's stamp and the job, at the newest message; the longest of all readers
 * @param history what rules still lack of it
 * @param troubles that stand by themselves, in words
 */
public record JobHealth(
        String status,
        int restarts,
        @Nullable Duration sinceRestart,
        long arrived,
        long readings,
        long repeats,
        long rejected,
        long dropped,
        long stored,
        long alerts,
        long backlogBytes,
        long backlogBound,
        boolean storeUp,
        long lastCheckpoint,
        Duration checkpointAge,
        Duration checkpointPatience,
        ConfigState config,
        int connections,
        int connectionsWanted,
        long lagMs,
        History history,
        List<Text> troubles) {

    /** Readings that are judged later than this are told. */
    static final Duration LATE = Duration.ofSeconds(30);

    /** A restart is told for this long, so that one after the other is told all the time. */
    static final Duration RECENT = Duration.ofSeconds(60);

    public JobHealth {
        troubles = List.copyOf(troubles);
    }

    /** The backlog has reached four fifths of its bound: readings will soon wait in the broker, and alerts with them. */
    public boolean isBacklogNearBound() {
        return backlogBytes > backlogBound * 0.8;
    }

    /** Everything works, and nothing has happened that somebody must look at. */
    public boolean isWell() {
        return faults().isEmpty();
    }

    /** What is wrong, each in an English sentence for the operator. */
    public List<String> faults() {
        return told().stream().map(Text::en).toList();
    }

    /** The same in both languages: what is gravest comes first. */
    public List<Text> told() {
        var faults = new ArrayList<Text>();
        ofTheJob(faults);
        ofItsWayIn(faults);
        ofTheStore(faults);
        faults.addAll(troubles);
        return List.copyOf(faults);
    }

    private void ofTheJob(List<Text> faults) {
        if (!status.equals("RUNNING")) {
            faults.add(new Text(
                    "分析作业状态为 %s，读数在消息代理中等待，暂不分析".formatted(status),
                    "the job is %s: readings wait in the broker, and nothing is judged".formatted(status)));
        }
        if (sinceRestart != null && sinceRestart.compareTo(RECENT) < 0) {
            var seconds = sinceRestart.toSeconds();
            faults.add(new Text(
                    "分析作业 %d 秒前出错重启，共 %d 次".formatted(seconds, restarts),
                    "the job failed and was started again %d s ago, for the %d. time: the log says why"
                            .formatted(seconds, restarts)));
        }
        if (checkpointAge.compareTo(checkpointPatience) > 0) {
            var seconds = checkpointAge.toSeconds();
            faults.add(new Text(
                    "分析作业 %d 秒未能存盘，磁盘可能已满或只读".formatted(seconds),
                    "no checkpoint for %d s: nothing is acknowledged, and the broker will send no more; is the disk of the job full or read-only?"
                            .formatted(seconds)));
        }
    }

    private void ofItsWayIn(List<Text> faults) {
        if (connections < connectionsWanted) {
            faults.add(new Text(
                    "分析作业与消息代理的连接只有 %d/%d".formatted(connections, connectionsWanted),
                    "%d of %d connections to the broker are up".formatted(connections, connectionsWanted)));
        }
        if (lagMs > LATE.toMillis()) {
            faults.add(new Text(
                    "读数分析滞后 %d 秒".formatted(lagMs / 1_000), "readings are judged %d s late".formatted(lagMs / 1_000)));
        }
        if (config == ConfigState.WAITING) {
            faults.add(new Text(
                    "监测配置尚未到齐，读数先存储后分析",
                    "the configuration is not complete yet: readings are stored, and judged later"));
        } else if (config == ConfigState.INCOMPLETE) {
            faults.add(new Text(
                    "监测配置未到齐，按已有配置分析",
                    "the configuration has not come complete: readings are judged with what is there"));
        }
    }

    private void ofTheStore(List<Text> faults) {
        if (!storeUp) {
            faults.add(new Text("时序库未连通，读数在磁盘等待", "the time-series store is away: readings wait on disk"));
        }
        if (isBacklogNearBound()) {
            faults.add(new Text(
                    "待入库读数已占上限的 %d%%，满后警报也会变慢".formatted(Math.round(100.0 * backlogBytes / backlogBound)),
                    "%d of %d bytes of the backlog are taken: soon readings will wait in the broker, and alerts too"
                            .formatted(backlogBytes, backlogBound)));
        }
    }
}
