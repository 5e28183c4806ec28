package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.history.ReadingHistory;
import java.io.Serializable;

/** Where the past of channels is kept, in a form that travels with the job. */
public interface Histories extends Serializable {
    /** Made where the operator runs; it may not answer. */
    ReadingHistory history();
}
