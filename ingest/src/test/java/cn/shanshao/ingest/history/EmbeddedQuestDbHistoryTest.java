package cn.shanshao.ingest.history;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQuestDbHistoryTest extends ReadingHistoryKit {
    private static EmbeddedQuestDb db;
    private static ReadingStore store;
    private static ReadingHistory history;

    @BeforeAll
    static void start(@TempDir Path dir) {
        db = EmbeddedQuestDb.start(dir, 0, RETENTION, "kit", "secret");
        store = new ReadingStore(db.uri(), "kit", "secret", RETENTION);
        history = new QuestDbHistory(db.uri(), "kit", "secret");
    }

    @AfterAll
    static void stop() {
        store.close();
        db.close();
    }

    @Override
    protected ReadingStore store() {
        return store;
    }

    @Override
    protected ReadingHistory history() {
        return history;
    }
}
