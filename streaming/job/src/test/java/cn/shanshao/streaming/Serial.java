package cn.shanshao.streaming;

/** A job that takes its messages one after the other, as they were sent. */
final class Serial {
    private Serial() {}

    static JobSettings settings(JobSettings like) {
        return new JobSettings(
                like.mqttUri(),
                like.user(),
                like.password(),
                like.trust(),
                1,
                like.store(),
                like.storeUser(),
                like.storePassword(),
                like.state(),
                like.webPort(),
                like.checkpointInterval(),
                like.checkpointPatience(),
                like.configWait(),
                like.storeBacklogBytes(),
                like.retention());
    }
}
