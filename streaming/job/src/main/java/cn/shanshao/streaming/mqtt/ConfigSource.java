package cn.shanshao.streaming.mqtt;

import cn.shanshao.streaming.Board;
import cn.shanshao.streaming.flow.ConfigEvent;
import java.time.Duration;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * The configuration and the open episodes, by a subscription of its own that is not shared. It says ready when every
 * division of the manifest and all open episodes have come, or when it has waited for long enough.
 */
public final class ConfigSource extends BrokerSource<ConfigEvent> {
    private static final long serialVersionUID = 1L;

    private final Link link;
    private final Duration patience;
    private final Board board;

    public ConfigSource(Link link, Duration patience, Board board) {
        this.link = link;
        this.patience = patience;
        this.board = board;
    }

    @Override
    public SourceReader<ConfigEvent, NoSplit> createReader(SourceReaderContext context) {
        return new ConfigReader(link.login("config"), patience, board.tally());
    }
}
