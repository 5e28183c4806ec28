package cn.shanshao.center.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.shanshao.center.identity.Division;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.PointChanged;
import cn.shanshao.center.registry.Registry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private final Registry registry = mock();
    private final Divisions divisions = mock();
    private final Inventory inventory = new Inventory(registry, divisions);

    @Test
    void whoAsksWhileAnotherReadsWhatWasBeforeIsNotAnsweredWithThat() throws Exception {
        Division province = mock();
        when(province.code()).thenReturn("22");
        when(divisions.list()).thenReturn(List.of(province));
        when(registry.watchedPoints()).thenReturn(Set.of("old"));
        inventory.now();
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        when(registry.watchedPoints()).thenAnswer(call -> {
            reading.countDown();
            goOn.await(10, TimeUnit.SECONDS);
            return Set.of("new");
        });

        inventory.on(new PointChanged("new"));
        var first = CompletableFuture.supplyAsync(inventory::now);
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        var second = CompletableFuture.supplyAsync(inventory::now);
        TimeUnit.MILLISECONDS.sleep(100);
        goOn.countDown();

        assertThat(second.get(10, TimeUnit.SECONDS).watched()).containsExactly("new");
        assertThat(first.get(10, TimeUnit.SECONDS).watched()).containsExactly("new");
    }
}
