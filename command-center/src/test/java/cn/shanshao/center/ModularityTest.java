package cn.shanshao.center;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    @Test
    void everyModuleUsesOnlyWhatStandsAboveIt() {
        ApplicationModules.of(CommandCenter.class).verify();
    }
}
