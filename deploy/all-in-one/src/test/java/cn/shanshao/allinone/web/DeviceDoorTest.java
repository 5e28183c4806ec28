package cn.shanshao.allinone.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.shanshao.center.registry.Credential;
import cn.shanshao.center.registry.CredentialsChanged;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.broker.DeviceLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceDoorTest {
    private static final String SALT = "salt";

    @TempDir
    Path dir;

    private final Registry registry = mock();

    private static Credential credential(String device) {
        return new Credential(device, SALT, DeviceLogins.hash(SALT, "secret"));
    }

    @Test
    void aRevokedLoginThatCouldNotBeWrittenIsTakenAwayAsSoonAsItCan() throws IOException {
        when(registry.credentials()).thenReturn(List.of(credential("d1"), credential("d2")));
        var logins = DeviceLogins.open(dir.resolve("devices"));
        var door = new DeviceDoor(logins, registry);
        assertThat(door.faults()).isEmpty();

        var inTheWay = Files.createDirectory(dir.resolve("devices.new"));
        when(registry.credentials()).thenReturn(List.of(credential("d2")));
        door.on(new CredentialsChanged("d1", null, null));
        door.catchUp();
        assertThat(logins.matches("d1", "secret")).isTrue();
        assertThat(door.faults()).hasSize(1);

        Files.delete(inTheWay);
        door.catchUp();
        assertThat(logins.matches("d1", "secret")).isFalse();
        assertThat(logins.matches("d2", "secret")).isTrue();
        assertThat(DeviceLogins.open(dir.resolve("devices")).matches("d1", "secret"))
                .isFalse();
        assertThat(door.faults()).isEmpty();
    }
}
