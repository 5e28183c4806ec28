package cn.shanshao.allinone.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the server itself says about the settings without which a commit is not on disk. */
public record Durability(Map<String, String> settings) {
    private static final List<String> NAMES = List.of("fsync", "synchronous_commit", "full_page_writes");

    public Durability {
        settings = Map.copyOf(settings);
    }

    /** Asks in this connection, so that what is set for the role or the database counts too. */
    public static Durability of(Connection connection) throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement()) {
            for (var name : NAMES) {
                try (var result = statement.executeQuery("SHOW " + name)) {
                    result.next();
                    settings.put(name, result.getString(1));
                }
            }
        }
        return new Durability(settings);
    }

    /** Each setting's name → whether it is on. */
    public Map<String, Boolean> asFlags() {
        return NAMES.stream().collect(Collectors.toMap(name -> name, name -> "on".equals(settings.get(name))));
    }

    /** True when a commit that was answered survives a power cut. */
    public boolean holds() {
        return NAMES.stream().allMatch(name -> "on".equals(settings.get(name)));
    }
}
