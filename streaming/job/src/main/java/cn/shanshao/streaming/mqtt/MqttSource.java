package cn.shanshao.streaming.mqtt;

import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.flow.Arrival;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Everything that devices publish, through the permanent shared queue. A PUBLISH is acknowledged when the checkpoint
 * that holds it is complete and on disk; what was not acknowledged comes again after a crash.
 */
public final class MqttSource extends BrokerSource<Arrival> {
    private static final long serialVersionUID = 1L;

    private final Link link;
    private final String filter;
    private final String checkpoints;
    private final Board board;

    /**
     * @param filter with its {@code $share} group
     * @param checkpoints the folder that holds the checkpoints of all runs
     */
    public MqttSource(Link link, String filter, String checkpoints, Board board) {
        this.link = link;
        this.filter = filter;
        this.checkpoints = checkpoints;
        this.board = board;
    }

    @Override
    public SourceReader<Arrival, NoSplit> createReader(SourceReaderContext context) {
        var login = link.login("source-" + context.getIndexOfSubtask());
        return new MqttReader(login, filter, new CheckpointFiles(checkpoints), board.tally(), context.metricGroup());
    }
}
