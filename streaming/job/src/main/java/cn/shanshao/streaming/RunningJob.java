package cn.shanshao.streaming;

/** The job while it runs. */
public interface RunningJob extends AutoCloseable {
    JobHealth health();

    /** Takes a last checkpoint, and stops. */
    @Override
    void close();
}
