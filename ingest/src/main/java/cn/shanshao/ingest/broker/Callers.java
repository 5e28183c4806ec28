package cn.shanshao.ingest.broker;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections by the login that each gave. */
final class Callers {
    private final Map<String, Set<Channel>> channels = new ConcurrentHashMap<>();

    void came(String login, Channel channel) {
        channels.compute(login, (key, open) -> {
            var all = open == null ? ConcurrentHashMap.<Channel>newKeySet() : open;
            all.add(channel);
            return all;
        });
    }

    void left(String login, Channel channel) {
        channels.computeIfPresent(login, (key, open) -> {
            open.remove(channel);
            return open.isEmpty() ? null : open;
        });
    }

    void throwOut(String login) {
        channels.getOrDefault(login, Set.of()).forEach(Channel::close);
    }

    void throwAllOut() {
        channels.keySet().forEach(this::throwOut);
    }
}
