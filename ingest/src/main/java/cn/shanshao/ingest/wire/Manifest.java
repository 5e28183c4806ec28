package cn.shanshao.ingest.wire;

import java.util.Map;

/** Which divisions have a configuration document, and in which version; published after the documents. */
public record Manifest(long epoch, Map<String, Long> divisions) {
    public Manifest {
        divisions = Map.copyOf(divisions);
    }
}
