package cn.shanshao.allinone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.shanshao.ingest.broker.BrokerHealth;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.ingest.history.StoreHealth;
import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class PartFaultsTest {
    private static BrokerHealth broker(boolean datasync, int zombies, long dead, boolean full) {
        return new BrokerHealth(true, datasync, 0, 0, 2, 0, 1, 9, 0, zombies, dead, full, Map.of());
    }

    private static StoreHealth store(String... suspended) {
        return new StoreHealth(true, true, List.of(suspended), 0, 0, 1L << 40);
    }

    @Test
    void aPartThatIsWellHasNone() {
        assertThat(PartFaults.of(broker(true, 0, 0, false))).isEmpty();
        assertThat(PartFaults.of(store())).isEmpty();
    }

    @Test
    void eachIsNamed() {
        assertThat(PartFaults.of(broker(false, 3, 7, true)))
                .extracting(Text::zh)
                .satisfiesExactly(
                        full -> assertThat(full).contains("磁盘将满"),
                        sync -> assertThat(sync).contains("同步写盘"),
                        dead -> assertThat(dead).contains("7 条", "死信"),
                        stuck -> assertThat(stuck).contains("3 个失效连接"));
        assertThat(PartFaults.of(store("raw")))
                .extracting(Text::zh)
                .singleElement()
                .asString()
                .contains("raw", "暂停");
    }

    @Test
    void thePagesAreToldWhatTheLastLookFound() {
        EmbeddedBroker broker = mock();
        EmbeddedQuestDb questDb = mock();
        ObjectProvider<EmbeddedQuestDb> store = mock();
        DeviceDoor door = mock();
        when(broker.health()).thenReturn(broker(true, 0, 1, false));
        when(store.getIfAvailable()).thenReturn(questDb);
        when(questDb.health()).thenThrow(new IllegalStateException("closed"));
        when(door.faults()).thenReturn(List.of(new Text("名单", "logins")));
        var watch = new PartWatch(
                broker, store, new JobSeat(new CompletableFuture<>()), door, new DemoState(Optional.of("p-7")));

        watch.lookAtBroker();
        watch.lookAtStore();
        watch.lookAtJob();
        watch.lookAtDemo();

        assertThat(watch.faults().get("broker")).extracting(Text::en).first().isEqualTo("logins");
        assertThat(watch.faults().get("broker")).hasSize(2);
        assertThat(watch.faults().get("store"))
                .extracting(Text::en)
                .first()
                .asString()
                .contains("closed");
        assertThat(watch.faults().get("job")).isEmpty();
        assertThat(watch.faults().get("centre"))
                .extracting(Text::zh)
                .first()
                .asString()
                .contains("p-7", "演示未启动");
    }
}
