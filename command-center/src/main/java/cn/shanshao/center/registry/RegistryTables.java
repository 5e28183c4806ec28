package cn.shanshao.center.registry;

import cn.shanshao.center.table.Table;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the registry comes in and goes out as tables. */
@Configuration(proxyBeanMethods = false)
class RegistryTables {
    @Bean
    Table pointTable(PointKind points, RegistryLots lots) {
        return new RegistryTable<>(points, lots);
    }

    @Bean
    Table deviceTable(DeviceKind devices, RegistryLots lots) {
        return new RegistryTable<>(devices, lots);
    }

    @Bean
    Table contactTable(ContactKind contacts, RegistryLots lots) {
        return new RegistryTable<>(contacts, lots);
    }
}
